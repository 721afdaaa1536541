package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.RaftRpcFactory;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.SPI;
import org.jspecify.annotations.Nullable;

/**
 * Gives jraft its clients, in place of the network library that it would bring. A cluster of one manager has nobody to
 * talk to, so its clients reach no peer.
 */
@SPI(priority = 10)
public final class RaftTransport implements RaftRpcFactory {
    /** Protobuf messages name their own types. */
    @Override
    public void registerProtobufSerializer(String className, Object... arguments) {}

    @Override
    public RpcClient createRpcClient(@Nullable ConfigHelper<RpcClient> helper) {
        var client = new PeerlessClient();
        if (helper != null) {
            helper.config(client);
        }
        return client;
    }

    @Override
    public RpcServer createRpcServer(Endpoint endpoint, @Nullable ConfigHelper<RpcServer> helper) {
        throw new IllegalStateException("raft's calls come in through the daemon's own server");
    }

    @Override
    public ConfigHelper<RpcClient> defaultJRaftClientConfigHelper(RpcOptions options) {
        return _ -> {};
    }
}

package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.RaftRpcFactory;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.SPI;
import org.jspecify.annotations.Nullable;

/** Gives jraft its clients, in place of the network library that it would bring. jraft finds it as a service. */
@SPI(priority = 10)
public final class RaftTransport implements RaftRpcFactory {
    /** Protobuf messages name their own types. */
    @Override
    public void registerProtobufSerializer(String className, Object... arguments) {}

    @Override
    public RpcClient createRpcClient(@Nullable ConfigHelper<RpcClient> helper) {
        if (helper instanceof ClientOf of) {
            return of.client();
        }
        throw new IllegalStateException("only a raft node has clients");
    }

    @Override
    public RpcServer createRpcServer(Endpoint endpoint, @Nullable ConfigHelper<RpcServer> helper) {
        throw new IllegalStateException("raft's calls come in through the daemon's own server");
    }

    @Override
    public ConfigHelper<RpcClient> defaultJRaftClientConfigHelper(RpcOptions options) {
        if (options instanceof TransportOptions ours) {
            return new ClientOf(ours);
        }
        throw new IllegalStateException("options of a raft node of ours are " + TransportOptions.class);
    }

    private record ClientOf(TransportOptions options) implements ConfigHelper<RpcClient> {
        RpcClient client() {
            return new PeerClient(options.self(), options.channels(), options.transit());
        }

        @Override
        public void config(RpcClient client) {}
    }
}

package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.InvokeContext;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.util.Endpoint;
import org.jspecify.annotations.Nullable;

/** The client of the only manager: every call fails, as a call to a peer that is down does. */
final class PeerlessClient implements RpcClient {
    @Override
    public boolean init(@Nullable RpcOptions options) {
        return true;
    }

    @Override
    public void shutdown() {}

    @Override
    public boolean checkConnection(Endpoint peer) {
        return false;
    }

    @Override
    public boolean checkConnection(Endpoint peer, boolean createIfAbsent) {
        return false;
    }

    @Override
    public void closeConnection(Endpoint peer) {}

    @Override
    public void registerConnectEventListener(ReplicatorGroup replicators) {}

    @Override
    public Object invokeSync(Endpoint peer, Object request, @Nullable InvokeContext context, long timeoutMillis)
            throws RemotingException {
        throw unreachable(peer);
    }

    @Override
    public void invokeAsync(
            Endpoint peer, Object request, @Nullable InvokeContext context, InvokeCallback callback, long timeoutMillis)
            throws RemotingException {
        throw unreachable(peer);
    }

    private static RemotingException unreachable(Endpoint peer) {
        return new RemotingException("no way to the manager " + peer);
    }
}

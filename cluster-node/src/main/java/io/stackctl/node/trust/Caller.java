package io.stackctl.node.trust;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;

/** Who makes a call. */
public sealed interface Caller {
    /** Whoever may open the daemon's own socket on this machine: root, and this node's agent. */
    record Local() implements Caller {}

    /**
     * A node, known by its certificate.
     *
     * @param role what its certificate and the cluster's state both grant it
     * @param host the address from which it calls
     */
    record Member(NodeId node, Node.Role role, String host) implements Caller {}

    /** Somebody without a certificate, or whose certificate does not matter. */
    record Anonymous(String host) implements Caller {}

    /** Where the services find it. */
    Context.Key<Caller> KEY = Context.key("caller");

    /** Nobody that is known, where no gate has looked. */
    static Caller current() {
        var caller = KEY.get();
        return caller == null ? new Anonymous("") : caller;
    }

    /** The address from which the call comes; empty from this machine. */
    static String host(Caller caller) {
        return switch (caller) {
            case Local() -> "";
            case Member(var _, var _, var host) -> host;
            case Anonymous(var host) -> host;
        };
    }

    /**
     * Refuses whoever speaks for a node without being it.
     *
     * @throws StatusException the caller is another node, or nobody
     */
    static void requireNode(Caller caller, NodeId node) throws StatusException {
        boolean itself = switch (caller) {
            case Local() -> true;
            case Member(var own, var _, var _) -> own.equals(node);
            case Anonymous(var _) -> false;
        };
        if (!itself) {
            throw Status.PERMISSION_DENIED
                    .withDescription("Permission denied: the caller is not node " + node)
                    .asException();
        }
    }

    /** Takes every call on a server for one from this machine; for sockets that the network does not reach. */
    static ServerInterceptor local() {
        return new ServerInterceptor() {
            @Override
            public <Q, R> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
                return Contexts.interceptCall(Context.current().withValue(KEY, new Local()), call, headers, next);
            }
        };
    }
}

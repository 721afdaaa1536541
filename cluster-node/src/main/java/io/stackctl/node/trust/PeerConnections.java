package io.stackctl.node.trust;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/*
 * gRPC's server has no means to end one connection. So the listening socket's pipeline shows us each connection that it
 * accepts, before gRPC gets it; calls then tell whose it is, by the address of the other end.
 */
/** The connections to a node's port, so that those of a node that lost its place can be ended. */
final class PeerConnections {
    private final ConcurrentMap<SocketAddress, Channel> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<SocketAddress, Owner> owners = new ConcurrentHashMap<>();

    private record Owner(Subject subject, Instant expires) {
        boolean standsIn(ClusterState state, Instant now) {
            return now.isBefore(expires)
                    && state.nodes()
                            .get(subject.node())
                            .map(node -> subject.role() == Node.Role.WORKER || node.role() == Node.Role.MANAGER)
                            .orElse(false);
        }
    }

    /** For the pipeline of the listening socket. */
    ChannelInboundHandlerAdapter watcher() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof Channel connection) {
                    add(connection);
                }
                context.fireChannelRead(message);
            }
        };
    }

    private void add(Channel connection) {
        var address = connection.remoteAddress();
        if (address == null) {
            return;
        }
        open.put(address, connection);
        var _ = connection.closeFuture().addListener(_ -> {
            open.remove(address, connection);
            owners.remove(address);
        });
    }

    void belongs(SocketAddress address, Subject owner, Instant expires) {
        if (open.containsKey(address)) {
            owners.put(address, new Owner(owner, expires));
        }
    }

    /** Ends those of nodes that are gone from the state, or less in it than their certificate says, or out of date. */
    void check(ClusterState state, Instant now) {
        if (state.settings().id().isEmpty()) {
            // It comes over one of them.
            return;
        }
        for (Map.Entry<SocketAddress, Owner> entry : new ArrayList<>(owners.entrySet())) {
            var connection = open.get(entry.getKey());
            if (connection != null && !entry.getValue().standsIn(state, now)) {
                end(connection);
            }
        }
    }

    /** At once: asked from above, HTTP/2 would let the calls under way come to their end first. */
    private static void end(Channel connection) {
        var lowest = connection.pipeline().firstContext();
        var _ = lowest == null ? connection.close() : lowest.close();
    }
}

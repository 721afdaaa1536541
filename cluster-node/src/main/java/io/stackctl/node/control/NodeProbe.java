package io.stackctl.node.control;

import io.stackctl.cluster.NodeId;
import io.stackctl.node.Limits;
import io.stackctl.node.trust.PeerAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks at a host whose node's session ended: one that refuses the node's port lives without its daemon, which will be
 * back; one that is silent is lost. Asks again as long as that may change.
 */
final class NodeProbe implements Runnable {
    private final NodeId node;
    private final PeerAddress address;
    private final ControlLoop loop;
    private final BooleanSupplier moot;

    /** {@code moot}: the node is back, or it is no longer this manager's to ask. */
    NodeProbe(NodeId node, PeerAddress address, ControlLoop loop, BooleanSupplier moot) {
        this.node = node;
        this.address = address;
        this.loop = loop;
        this.moot = moot;
    }

    @Override
    public void run() {
        long end = System.nanoTime() + Limits.DAEMON_GRACE.toNanos();
        try {
            while (!moot.getAsBoolean() && System.nanoTime() - end < 0) {
                loop.tell(new Message.Probed(node, refuses()));
                TimeUnit.NANOSECONDS.sleep(Limits.PROBE.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean refuses() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) Limits.PROBE.toMillis());
            return false;
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage()).contains("refused");
        } catch (IOException e) {
            return false;
        }
    }
}

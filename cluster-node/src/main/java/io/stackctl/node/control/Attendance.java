package io.stackctl.node.control;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.node.Limits;
import io.stackctl.reconcile.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is there: the sessions of one leadership, and what follows from silence. Leader-local; a new leader starts with
 * an empty list, and grants every node the full time before it calls one down.
 */
final class Attendance {
    private final Instant since;
    private final TreeMap<NodeId, Seat> seats = new TreeMap<>();

    /** {@code refuses}: the host lives, and its daemon is not there. */
    private record Seat(
            boolean connected, Optional<Duration> back, boolean refuses, Instant changed, Revision applied) {}

    Attendance(Instant since) {
        this.since = since;
    }

    void joined(NodeId node, Instant now) {
        seats.put(node, new Seat(true, Optional.empty(), false, now, Revision.ZERO));
    }

    /** {@code heard}: when something was heard of it last. */
    void parted(NodeId node, Optional<Duration> back, Instant heard) {
        var seat = seats.get(node);
        if (seat != null) {
            seats.put(node, new Seat(false, back, false, heard, seat.applied));
        }
    }

    /** Of a node without a session; a new leader has heard nothing of it yet, and its daemon may be away all the same. */
    void probed(NodeId node, boolean refuses) {
        var seat = seats.getOrDefault(node, new Seat(false, Optional.empty(), refuses, since, Revision.ZERO));
        if (!seat.connected) {
            seats.put(node, new Seat(false, seat.back, refuses, seat.changed, seat.applied));
        }
    }

    void followed(NodeId node, Revision revision) {
        var seat = seats.get(node);
        if (seat != null && seat.applied.compareTo(revision) < 0) {
            seats.put(node, new Seat(seat.connected, seat.back, seat.refuses, seat.changed, revision));
        }
    }

    Observed observed(Instant now) {
        var sights = new TreeMap<NodeId, Observed.NodeSight>();
        seats.forEach((node, seat) -> sights.put(node, new Observed.NodeSight(seat.connected, seat.applied)));
        return new Observed(now, sights);
    }

    /** Nodes whose state in the cluster is not what their sessions say. */
    List<Change> changes(ClusterState state, Instant now) {
        var changes = new ArrayList<Change>();
        for (var node : state.nodes()) {
            var seat = seat(node);
            boolean connected = seat.map(Seat::connected).orElse(false);
            if (connected && node.status().state() != Node.State.READY) {
                changes.add(put(node, Node.State.READY, "", now));
            } else if (!connected
                    && node.status().state() != Node.State.DOWN
                    && !now.isBefore(downAt(state, node, seat))) {
                changes.add(put(node, Node.State.DOWN, "no session with its daemon", now));
            }
        }
        return changes;
    }

    /** When the next silent node is to be called down. */
    Optional<Instant> wakeAt(ClusterState state) {
        return state.nodes()
                .values()
                .filter(node -> node.status().state() != Node.State.DOWN)
                .filter(node -> !seat(node).map(Seat::connected).orElse(false))
                .map(node -> downAt(state, node, seat(node)))
                .min(Instant::compareTo);
    }

    private Optional<Seat> seat(Node node) {
        return Optional.ofNullable(seats.get(node.id()));
    }

    /** A node that nobody heard of yet has all the time from its birth, or from the start of this leadership. */
    private Instant downAt(ClusterState state, Node node, Optional<Seat> seat) {
        var silentSince =
                seat.map(Seat::changed).orElseGet(() -> node.createdAt().isAfter(since) ? node.createdAt() : since);
        return silentSince.plus(seat.map(left -> grace(state, left))
                .orElseGet(() -> state.settings().nodeDownAfter()));
    }

    private Duration grace(ClusterState state, Seat left) {
        if (left.back.isPresent()) {
            var back = left.back.get();
            return back.compareTo(Limits.GOODBYE_GRACE) < 0 ? back : Limits.GOODBYE_GRACE;
        }
        var usual = state.settings().nodeDownAfter();
        return left.refuses && Limits.DAEMON_GRACE.compareTo(usual) > 0 ? Limits.DAEMON_GRACE : usual;
    }

    private static Change put(Node node, Node.State reached, String message, Instant now) {
        return new Change.PutNode(
                node.with(new Node.NodeStatus(reached, message, node.status().address()), now));
    }
}

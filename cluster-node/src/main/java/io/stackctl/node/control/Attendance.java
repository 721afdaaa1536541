package io.stackctl.node.control;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
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
    /** How long a daemon that said goodbye, or whose session just ended, may be away before its node counts as down. */
    private final Duration goodbyeGrace;

    private final Instant since;
    private final TreeMap<NodeId, Seat> seats = new TreeMap<>();

    private record Seat(boolean connected, boolean goodbye, Instant changed, Revision applied) {}

    Attendance(Instant since, Duration goodbyeGrace) {
        this.since = since;
        this.goodbyeGrace = goodbyeGrace;
    }

    void joined(NodeId node, Instant now) {
        seats.put(node, new Seat(true, false, now, Revision.ZERO));
    }

    void parted(NodeId node, boolean goodbye, Instant now) {
        var seat = seats.get(node);
        if (seat != null) {
            seats.put(node, new Seat(false, goodbye, now, seat.applied));
        }
    }

    void followed(NodeId node, Revision revision) {
        var seat = seats.get(node);
        if (seat != null && seat.applied.compareTo(revision) < 0) {
            seats.put(node, new Seat(seat.connected, seat.goodbye, seat.changed, revision));
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
            var seat = Optional.ofNullable(seats.get(node.id()));
            boolean connected = seat.map(Seat::connected).orElse(false);
            if (connected && node.status().state() != Node.State.READY) {
                changes.add(put(node, Node.State.READY, "", now));
            } else if (!connected && node.status().state() != Node.State.DOWN && !now.isBefore(downAt(state, seat))) {
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
                .map(node -> Optional.ofNullable(seats.get(node.id())))
                .filter(seat -> !seat.map(Seat::connected).orElse(false))
                .map(seat -> downAt(state, seat))
                .min(Instant::compareTo);
    }

    private Instant downAt(ClusterState state, Optional<Seat> seat) {
        var silentSince = seat.map(Seat::changed).orElse(since);
        boolean goodbye = seat.map(Seat::goodbye).orElse(false);
        return silentSince.plus(goodbye ? goodbyeGrace : state.settings().nodeDownAfter());
    }

    private static Change put(Node node, Node.State reached, String message, Instant now) {
        return new Change.PutNode(
                node.with(new Node.NodeStatus(reached, message, node.status().address()), now));
    }
}

package io.stackctl.node.control;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.Limits;
import io.stackctl.wire.StaleRead;
import io.stackctl.wire.proto.ControlGrpc;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Which calls only read, and who answers them: any manager, once it is sure that it knows everything that was
 * acknowledged before; at once, where the caller is content with what the manager knows.
 */
final class Reads {
    private static final SortedSet<String> METHODS = new TreeSet<>(List.of(
            ControlGrpc.getListStacksMethod().getFullMethodName(),
            ControlGrpc.getListServicesMethod().getFullMethodName(),
            ControlGrpc.getListTasksMethod().getFullMethodName(),
            ControlGrpc.getListNodesMethod().getFullMethodName(),
            ControlGrpc.getDescribeStackMethod().getFullMethodName(),
            ControlGrpc.getDescribeClusterMethod().getFullMethodName(),
            ControlGrpc.getListSecretsMethod().getFullMethodName(),
            ControlGrpc.getListConfigsMethod().getFullMethodName(),
            ControlGrpc.getBackupMethod().getFullMethodName()));

    private final NodeId self;
    private final Supplier<ClusterState> state;
    private final Freshness freshness;

    Reads(NodeId self, Supplier<ClusterState> state, Freshness freshness) {
        this.self = self;
        this.state = state;
        this.freshness = freshness;
    }

    /** Who answers a call. */
    sealed interface Way {
        /** This manager. {@code headers}: for its answer. */
        record Here(Metadata headers) implements Way {}

        /** Whoever leads. */
        record ByLeader() implements Way {}

        record Refused(StatusException why) implements Way {}
    }

    /** Waits for a majority where the call needs one. */
    Way way(String method, Metadata asked) throws InterruptedException {
        boolean stale = asked.containsKey(StaleRead.ASKED);
        if (!METHODS.contains(method)) {
            return stale
                    ? refused(Status.INVALID_ARGUMENT, "--stale is for commands that only read")
                    : new Way.ByLeader();
        }
        if (stale) {
            return state.get().settings().id().isEmpty()
                    ? refused(
                            Status.FAILED_PRECONDITION,
                            "this manager has not reached a majority since its daemon started, and so knows nothing that"
                                    + " is certain")
                    : new Way.Here(age());
        }
        if (!freshness.asksOthers()) {
            return new Way.ByLeader();
        }
        return freshness.await(Limits.LEADER_WAIT)
                ? new Way.Here(new Metadata())
                : refused(
                        Status.UNAVAILABLE,
                        "The swarm does not have a leader. It's possible that too few managers are online. Make sure more"
                                + " than half of the managers are online. --stale reads what this manager knew last.");
    }

    private static Way refused(Status status, String sentence) {
        return new Way.Refused(status.withDescription(sentence).asException());
    }

    private Metadata age() {
        var headers = new Metadata();
        headers.put(StaleRead.MANAGER, self.value());
        headers.put(StaleRead.REVISION, state.get().revision().toString());
        headers.put(
                StaleRead.AGE_MILLIS,
                freshness.age().map(Duration::toMillis).map(String::valueOf).orElse(""));
        return headers;
    }
}

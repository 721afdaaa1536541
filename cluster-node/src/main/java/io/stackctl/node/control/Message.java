package io.stackctl.node.control;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.TaskKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/** What reaches the control loop. Everything that happens outside of it comes as one of these, in one queue. */
sealed interface Message {
    record Ask<T>(Request<T> request, CompletableFuture<Outcome<T>> outcome) implements Message {}

    /** The latest status of tasks on a node; {@code taken} runs when they are in the state, or count for nothing. */
    record Reported(NodeId node, SortedMap<TaskKey, Status> statuses, Runnable taken) implements Message {
        public Reported {
            statuses = io.stackctl.spec.Immutable.sorted((Map<TaskKey, Status>) statuses);
        }
    }

    /** A node's session is open, and this is what the node says of itself. */
    record Joined(NodeId node, Node.Description description, String address) implements Message {}

    record Described(NodeId node, Node.Description description) implements Message {}

    /** The certificate of a node leads to the root of that digest, and the node believes it. */
    record Certified(NodeId node, String root) implements Message {}

    /**
     * A node's session is over.
     *
     * @param back within what time the daemon will be back, when it stopped on purpose; none means that the node leaves
     * @param silence how long nothing was heard of it before
     */
    record Parted(NodeId node, Optional<Duration> back, Duration silence) implements Message {}

    /** A node without a session: whether its host lives and refuses the node's port. */
    record Probed(NodeId node, boolean refuses) implements Message {}

    /** The names and load balancers of a node follow that revision. */
    record Followed(NodeId node, Revision revision) implements Message {}

    record LeaderStarted(long term) implements Message {}

    record LeaderStopped() implements Message {}
}

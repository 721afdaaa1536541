package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Ids;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Something that a client wants done to the state. Planned on the loop's thread, on the state that the requests before
 * it in the same turn leave behind; so it must neither block nor touch anything but its arguments.
 *
 * @param <T> what the client gets when it is done
 */
public interface Request<T> {
    RequestId id();

    /** A few words for the log, such as {@code deploy demo}. */
    String reason();

    Planned<T> plan(ClusterState state, Context context);

    /** The answer to a retry of a request that was carried out before. */
    T again(Answered answered);

    /** What planning may use beside the state. */
    record Context(Instant now, Ids ids) {}

    /** What became of planning. */
    sealed interface Planned<T> {
        /** To be done; {@code reply} is made with the revision in which it was. */
        record Accepted<T>(List<Change> changes, Function<Revision, T> reply) implements Planned<T> {}

        /** Not to be done; nothing changes. */
        record Refused<T>(Refusal refusal) implements Planned<T> {}
    }
}

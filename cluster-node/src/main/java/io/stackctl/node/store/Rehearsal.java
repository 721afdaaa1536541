package io.stackctl.node.store;

import io.stackctl.cluster.Applied;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Transaction;
import io.stackctl.node.Limits;
import io.stackctl.wire.DecodeException;

/**
 * What every manager will do with a transaction, done once before it is proposed. A committed entry that cannot be
 * decoded or applied stops every manager for good, so it must not get into the log.
 */
sealed interface Rehearsal {
    /** The bytes of the entry; they come back equal, and apply. */
    record Passed(Bytes entry) implements Rehearsal {}

    /** It must not enter the log. */
    record Failed(Proposed outcome) implements Rehearsal {}

    static Rehearsal of(ClusterState state, Transaction transaction) {
        try {
            var entry = LogFormat.encode(transaction, state.settings().format());
            if (entry.length > Limits.TRANSACTION_BYTES) {
                return refused("it has " + entry.length + " bytes, and " + Limits.TRANSACTION_BYTES + " are allowed");
            }
            var decoded = LogFormat.decode(entry);
            if (!decoded.equals(transaction)) {
                return refused(
                        "it does not come back from its bytes as it was; text that is not valid Unicode may be why");
            }
            return switch (state.apply(decoded)) {
                case Applied.Ok _ -> new Passed(Bytes.of(entry));
                case Applied.Stale(var expected, var actual) -> new Failed(new Proposed.Stale(expected, actual));
            };
        } catch (DecodeException unreadable) {
            return refused(String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException fault) {
            // A fault of ours, in one request: met here it costs that request, met in the log it costs the cluster.
            return refused("it cannot be applied: " + fault);
        }
    }

    private static Rehearsal refused(String why) {
        return new Failed(new Proposed.Refused(why));
    }
}

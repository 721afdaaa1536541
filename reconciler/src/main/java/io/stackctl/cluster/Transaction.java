package io.stackctl.cluster;

import java.time.Instant;
import java.util.List;

/**
 * What one turn of the leader adds to the log: all of it, or none of it.
 *
 * @param basedOn the revision that the changes were computed from; on any other they are stale and do nothing
 * @param at the leader's time, never before that of an earlier transaction
 * @param reason for the log line
 * @param answers the requests that this transaction carries out
 */
public record Transaction(Revision basedOn, Instant at, String reason, List<RequestId> answers, List<Change> changes) {
    public Transaction {
        answers = List.copyOf(answers);
        changes = List.copyOf(changes);
    }
}

package io.stackctl.plan;

import io.stackctl.cluster.StackRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The revisions that a stack keeps. */
final class Revisions {
    private Revisions() {}

    /** With one more, which supersedes one that was still rolling; those too many go, oldest first. */
    static List<StackRevision> with(List<StackRevision> before, StackRevision next, int keep) {
        var revisions = new ArrayList<StackRevision>();
        for (var revision : before) {
            revisions.add(
                    revision.result() == StackRevision.Result.ROLLING
                            ? revision.with(StackRevision.Result.SUPERSEDED)
                            : revision);
        }
        revisions.add(next);
        return kept(revisions, keep);
    }

    /** The newest ones, and in any case the newest that settled: it is where an automatic rollback goes. */
    private static List<StackRevision> kept(List<StackRevision> revisions, int keep) {
        var settled = revisions.reversed().stream()
                .filter(revision -> revision.result() == StackRevision.Result.SETTLED)
                .findFirst();
        var kept = new ArrayList<>(revisions);
        for (var oldest : revisions.subList(0, revisions.size() - 1)) {
            if (kept.size() > keep && !settled.equals(Optional.of(oldest))) {
                kept.remove(oldest);
            }
        }
        return kept;
    }
}

package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.node.DisasterLimits;
import io.stackctl.node.Limits;
import io.stackctl.node.store.Peer;
import io.stackctl.node.store.Quorum;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Takes the decision from managers that are gone: first makes sure that they do not answer. */
final class Recovery {
    private final Supplier<Optional<Quorum>> quorum;

    Recovery(Supplier<Optional<Quorum>> quorum) {
        this.quorum = quorum;
    }

    /**
     * Makes this manager the only voter.
     *
     * @throws StatusException a majority answers, or this manager cannot be the only one; nothing has changed
     */
    void standAlone() throws StatusException, InterruptedException {
        var now = quorum.get()
                .orElseThrow(() -> Status.UNAVAILABLE
                        .withDescription("the store of this manager is not open yet; try again")
                        .asException());
        long end = System.nanoTime() + DisasterLimits.RECOVER_WATCH.toNanos();
        while (System.nanoTime() < end) {
            if (now.awaitFresh(DisasterLimits.RECOVER_LOOK)) {
                throw refused(healthy(now));
            }
            TimeUnit.NANOSECONDS.sleep(Limits.LEADER_LOOK.toNanos());
        }
        switch (now.standAlone()) {
            case Quorum.Voted.Done() -> {}
            case Quorum.Voted.NotLeader() -> throw new IllegalStateException("no leader is asked");
            case Quorum.Voted.Failed(var why) -> throw refused("this manager cannot go on alone: " + why);
        }
    }

    private static String healthy(Quorum now) {
        return now.voters().size() == 1
                ? "this manager decides alone already: there is nothing to recover"
                : "a majority of the managers answers, and "
                        + now.leader()
                                .map(Peer::node)
                                .map(node -> node + " leads")
                                .orElse("one of them leads")
                        + ": there is nothing to recover. Managers that are gone are taken out with"
                        + " \"stackctl node demote\" and \"stackctl node rm\"";
    }

    private static StatusException refused(String sentence) {
        return Status.FAILED_PRECONDITION.withDescription(sentence).asException();
    }
}

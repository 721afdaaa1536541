package io.stackctl.node.control;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Revision;
import io.stackctl.node.Limits;
import io.stackctl.node.store.Peer;
import io.stackctl.node.store.Quorum;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the voters of the log equal to the managers of the state, while this manager leads. It looks at both again and
 * again, so a leader change in the middle of a step costs nothing: the next leader sees the same difference.
 */
final class VoterKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VoterKeeper.class);

    /** Waits for a state after a revision, for a while at the most; returns the newest. */
    interface States {
        ClusterState after(Revision seen) throws InterruptedException;
    }

    private final Peer self;
    private final States states;
    private final BooleanSupplier leads;
    private final Supplier<Optional<Quorum>> quorum;
    private final Set<Peer> failed = new HashSet<>();
    private final Thread thread;

    VoterKeeper(Peer self, States states, BooleanSupplier leads, Supplier<Optional<Quorum>> quorum) {
        this.self = self;
        this.states = states;
        this.leads = leads;
        this.quorum = quorum;
        this.thread = Thread.ofVirtual().name("voters").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            var seen = Revision.ZERO;
            while (true) {
                var state = states.after(seen);
                seen = state.revision();
                while (leads.getAsBoolean() && step(state)) {
                    state = states.after(Revision.ZERO);
                }
            }
        } catch (InterruptedException _) {
            // This manager stops.
        }
    }

    /** False when there is nothing to do, or nothing that can be done now. */
    private boolean step(ClusterState state) throws InterruptedException {
        var now = quorum.get();
        if (now.isEmpty()) {
            return false;
        }
        var plan = VoterPlan.next(state, now.get().voters(), self, failed);
        if (plan.isEmpty()) {
            failed.clear();
            return false;
        }
        return switch (plan.get()) {
            case VoterPlan.Add(var voter) -> added(voter, now.get());
            case VoterPlan.Remove(var voter) ->
                done("remove " + voter + " from the managers", now.get().remove(voter, Limits.VOTER_CHANGE));
            case VoterPlan.HandOver() -> {
                LOG.info("this node is no longer wanted as a manager: another takes the lead");
                now.get().handOver(Limits.HAND_OVER);
                yield false;
            }
        };
    }

    private boolean added(Peer voter, Quorum now) throws InterruptedException {
        boolean again = failed.contains(voter);
        boolean done = done("make " + voter + " a manager", now.add(voter, Limits.VOTER_CHANGE));
        if (!done) {
            failed.add(voter);
        }
        // One that failed before waits for the next look; a first failure lets others have their turn.
        return done || !again;
    }

    private static boolean done(String what, Quorum.Voted voted) {
        switch (voted) {
            case Quorum.Voted.Done() -> LOG.info("done: {}", what);
            case Quorum.Voted.NotLeader() -> LOG.info("cannot {}: another manager leads", what);
            case Quorum.Voted.Failed(var why) -> LOG.warn("cannot {} yet: {}", what, why);
        }
        return voted instanceof Quorum.Voted.Done;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

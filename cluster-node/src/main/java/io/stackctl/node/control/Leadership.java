package io.stackctl.node.control;

import io.stackctl.cluster.Ids;
import io.stackctl.cluster.Revision;
import io.stackctl.node.store.Proposed;
import io.stackctl.node.store.Store;
import io.stackctl.reconcile.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * One turn: take what waits, compute one transaction on the state that the last one left, propose it, wait for its
 * fate, tell everybody. There is never a second proposal in flight, so no change is ever computed from a guess.
 *
 * A refused transaction (it could not be read back, or is too large) must not stand in the way of the others: the
 * requests in it are tried again one by one, and one that is refused alone is answered so. A tick that is refused is a
 * fault of ours and ends the process: going on would mean to propose it for ever.
 */
/** What this manager does while it leads, from one election to the next. Used by the loop's thread alone. */
final class Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final Store store;
    private final long term;
    private final LeaderClock clock;
    private final Attendance attendance;
    private final TickSource reconciler;
    private final Ids ids;
    private final List<Message.Ask<?>> oneByOne = new ArrayList<>();
    private boolean lost;

    Leadership(Store store, long term, LeaderClock clock, TickSource reconciler, Ids ids) {
        this.store = store;
        this.term = term;
        this.clock = clock;
        this.reconciler = reconciler;
        this.ids = ids;
        this.attendance = new Attendance(clock.now());
    }

    /** A proposal failed for good, or its fate is unknown: nothing more may be proposed in this term. */
    boolean lost() {
        return lost;
    }

    Instant now() {
        return clock.now();
    }

    /**
     * Works off the messages and looks at the state once.
     *
     * @return when to take the next turn without a message; empty for never
     */
    Optional<Instant> take(List<Message> messages) throws InterruptedException {
        var turn = new Turn(store.state(), clock.now());
        var asked = new ArrayList<Message.Ask<?>>();
        for (var message : messages) {
            take(message, turn, asked);
        }
        turn.add("every manager reads a newer format of the log", Formats.changes(turn.draft()));
        turn.add("attendance", attendance.changes(turn.draft(), clock.now()));
        turn.add("the new root is in place", RootRotation.finish(turn.draft()));
        var tick = tick(turn);
        if (turn.isEmpty()) {
            // Nothing was news: what was asked of this turn is true already.
            turn.applied(store.state().revision());
        } else {
            propose(turn, asked);
        }
        if (lost) {
            return Optional.empty();
        }
        return !oneByOne.isEmpty() || !tick.changes().isEmpty() ? Optional.of(clock.now()) : nextLook(tick);
    }

    /** Requests of a refused turn that now go alone, first of all. */
    Optional<Message> nextAlone() {
        return oneByOne.isEmpty() ? Optional.empty() : Optional.of(oneByOne.removeFirst());
    }

    private Optional<Instant> nextLook(Tick tick) {
        return Stream.concat(tick.wakeAt().stream(), attendance.wakeAt(store.state()).stream())
                .min(Instant::compareTo);
    }

    private Tick tick(Turn turn) {
        var tick = reconciler.tick(turn.draft(), attendance.observed(clock.now()), ids);
        turn.add("reconcile", tick.changes());
        return tick;
    }

    private void take(Message message, Turn turn, List<Message.Ask<?>> asked) {
        switch (message) {
            case Message.Ask<?> ask -> {
                asked.add(ask);
                plan(ask, turn);
            }
            case Message.Reported(var node, var statuses, var taken) -> {
                turn.add("reports of " + node, StatusReports.changes(turn.draft(), node, statuses, clock.now()));
                turn.whenDone((revision, _) -> {
                    if (revision != null) {
                        taken.run();
                    }
                });
            }
            case Message.Joined(var node, var description, var address) -> {
                attendance.joined(node, clock.now());
                turn.add("node joined", NodeReports.joined(turn.draft(), node, description, address, clock.now()));
            }
            case Message.Described(var node, var description) ->
                turn.add("node changed", NodeReports.described(turn.draft(), node, description, clock.now()));
            case Message.Certified(var node, var root) ->
                turn.add("certificate of " + node, RootRotation.certified(turn.draft(), node, root));
            case Message.Parted(var node, var back, var silence) ->
                attendance.parted(node, back, clock.now().minus(silence));
            case Message.Probed(var node, var refuses) -> attendance.probed(node, refuses);
            case Message.Followed(var node, var revision) -> attendance.followed(node, revision);
            case Message.LeaderStarted _, Message.LeaderStopped _ ->
                throw new IllegalStateException("leadership is the loop's matter");
        }
    }

    private <T> void plan(Message.Ask<T> ask, Turn turn) {
        var request = ask.request();
        var answered = turn.draft().requests().get(request.id());
        if (answered.isPresent()) {
            ask.outcome().complete(new Outcome.Done<>(request.again(answered.get())));
            return;
        }
        if (turn.answers(request.id())) {
            // The same request twice in one turn: the second hears what the first did, once it is done.
            oneByOne.add(ask);
            return;
        }
        switch (request.plan(turn.draft(), new Request.Context(clock.now(), ids))) {
            case Request.Planned.Refused<T>(var refusal) -> ask.outcome().complete(new Outcome.Refused<>(refusal));
            case Request.Planned.Accepted<T>(var changes, var reply) -> {
                turn.add(request.reason(), changes);
                turn.answer(request.id());
                turn.whenDone((revision, why) -> complete(ask.outcome(), revision, why, reply));
            }
        }
    }

    private static <T> void complete(
            CompletableFuture<Outcome<T>> outcome,
            @Nullable Revision revision,
            String why,
            java.util.function.Function<Revision, T> reply) {
        outcome.complete(revision == null ? new Outcome.Unknown<>(why) : new Outcome.Done<>(reply.apply(revision)));
    }

    private void propose(Turn turn, List<Message.Ask<?>> asked) throws InterruptedException {
        var transaction = turn.transaction();
        switch (store.propose(transaction, term)) {
            case Proposed.Applied(var revision) -> {
                LOG.info("revision {}: {} ({} changes)", revision, transaction.reason(), turn.size());
                turn.applied(revision);
            }
            case Proposed.Refused(var why) -> refused(asked, why);
            case Proposed.Stale(var expected, var actual) ->
                lose(turn, "another leader wrote revision " + actual + " where " + expected + " was expected");
            case Proposed.NotLeader() -> lose(turn, "this manager no longer leads");
            case Proposed.Unknown(var why) -> lose(turn, why);
        }
    }

    private void lose(Turn turn, String why) {
        LOG.warn("stops leading in term {}: {}", term, why);
        lost = true;
        turn.unknown(why);
    }

    private void refused(List<Message.Ask<?>> asked, String why) {
        var open = asked.stream().filter(ask -> !ask.outcome().isDone()).toList();
        if (open.isEmpty()) {
            throw new IllegalStateException("the reconciler made a transaction that the log refuses: " + why);
        }
        if (open.size() == 1) {
            LOG.warn("refused: {}: {}", open.getFirst().request().reason(), why);
            answerRefused(open.getFirst(), why);
            return;
        }
        oneByOne.addAll(open);
    }

    private static <T> void answerRefused(Message.Ask<T> ask, String why) {
        ask.outcome().complete(new Outcome.Refused<>(Refusal.of(Refusal.Kind.INVALID, why)));
    }
}

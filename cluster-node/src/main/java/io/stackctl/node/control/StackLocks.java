package io.stackctl.node.control;

import io.grpc.StatusException;
import io.stackctl.node.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/*
 * A lock is no state: it lives as long as the call of the client that holds it, and as long as this manager leads. So a
 * client that died cannot leave one behind, and a new leader starts without any.
 *
 * The mutex guards the claims, in the order in which they were made. A claim is granted when no earlier one wants a
 * stack of it, so nobody is overtaken and two clients with several stacks each never wait for one another.
 */
/**
 * Who works on which stack. A write of a stack goes through while nobody holds its lock, or with the token of the claim
 * that does; it then counts as a claim itself until it is answered.
 */
final class StackLocks {
    /** Who is in the way. */
    record Holder(String stack, String who, String what, Instant since) {}

    /** How a claim stands. */
    sealed interface Standing {
        record Waits(Holder holder) implements Standing {}

        record Granted() implements Standing {}

        /** It was ended, or this manager leads no more. */
        record Over() implements Standing {}
    }

    /** A call's wish for the locks of stacks; identified by its token. */
    record Claim(String token, SortedSet<String> stacks, String who, String what, Instant since) {
        Claim {
            stacks = Collections.unmodifiableSortedSet(new TreeSet<>(stacks));
        }
    }

    /** A write under way. */
    interface Writing extends AutoCloseable {
        @Override
        void close();
    }

    private final Supplier<OptionalLong> leadership;
    private final InstantSource clock;
    private final ReentrantLock mutex = new ReentrantLock();
    private final Condition changed = mutex.newCondition();
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private final Map<String, Instant> granted = new HashMap<>();
    private OptionalLong term = OptionalLong.empty();

    /** @param leadership the term in which this manager leads; locks of another one are gone */
    StackLocks(Supplier<OptionalLong> leadership, InstantSource clock) {
        this.leadership = leadership;
        this.clock = clock;
    }

    /** Joins the queue. {@link #end} takes it out again. */
    Claim claim(SortedSet<String> stacks, String who, String what) throws StatusException {
        mutex.lock();
        try {
            lead();
            if (claims.size() >= Limits.LOCK_CLAIMS) {
                throw Replies.refused(
                        Refusal.of(Refusal.Kind.LOCKED, "too many clients wait for locks (" + claims.size() + ")"));
            }
            var claim = new Claim(UUID.randomUUID().toString(), stacks, who, what, clock.instant());
            add(claim);
            return claim;
        } finally {
            mutex.unlock();
        }
    }

    Standing standing(Claim claim) {
        mutex.lock();
        try {
            forgetOtherTerms();
            if (!claims.containsKey(claim.token())) {
                return new Standing.Over();
            }
            return inTheWay(claim).<Standing>map(Standing.Waits::new).orElseGet(Standing.Granted::new);
        } finally {
            mutex.unlock();
        }
    }

    /** Waits until the claim stands otherwise than {@code seen}, or the time is over. */
    void await(Claim claim, Standing seen, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        mutex.lockInterruptibly();
        try {
            while (left > 0 && standing(claim).equals(seen)) {
                left = changed.awaitNanos(Math.min(left, TimeUnit.MINUTES.toNanos(1)));
            }
        } finally {
            mutex.unlock();
        }
    }

    /** Lets the next in. Nothing happens when it has ended already. */
    void end(Claim claim) {
        mutex.lock();
        try {
            claims.remove(claim.token());
            granted.remove(claim.token());
            claims.values().forEach(this::grant);
            changed.signalAll();
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Begins a write.
     *
     * @param token of the caller's own claim; one that is unknown here counts for nothing
     * @throws StatusException if somebody else holds the lock of one of the stacks
     */
    Writing write(SortedSet<String> stacks, String token, String who, String what) throws StatusException {
        mutex.lock();
        try {
            lead();
            var own = Optional.ofNullable(claims.get(token));
            if (own.isPresent()
                    && own.get().stacks().containsAll(stacks)
                    && inTheWay(own.get()).isEmpty()) {
                return () -> {};
            }
            var momentary = new Claim(UUID.randomUUID().toString(), stacks, who, what, clock.instant());
            var holder = inTheWay(momentary);
            if (holder.isPresent()) {
                throw Replies.refused(Refusal.of(Refusal.Kind.LOCKED, sentence(holder.get())));
            }
            add(momentary);
            return () -> end(momentary);
        } finally {
            mutex.unlock();
        }
    }

    static String sentence(Holder holder) {
        return "stack " + holder.stack() + " is locked by " + holder.who() + " (" + holder.what() + ") since "
                + holder.since().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The first claim before this one, or before the end of the queue, that wants one of its stacks. */
    private Optional<Holder> inTheWay(Claim claim) {
        for (var earlier : claims.values()) {
            if (earlier.token().equals(claim.token())) {
                return Optional.empty();
            }
            for (var stack : claim.stacks()) {
                if (earlier.stacks().contains(stack)) {
                    return Optional.of(holder(stack, earlier));
                }
            }
        }
        return Optional.empty();
    }

    private Holder holder(String stack, Claim claim) {
        var since = granted.getOrDefault(claim.token(), claim.since());
        return new Holder(stack, claim.who(), claim.what(), since);
    }

    private void add(Claim claim) {
        claims.put(claim.token(), claim);
        grant(claim);
    }

    private void grant(Claim claim) {
        if (!granted.containsKey(claim.token()) && inTheWay(claim).isEmpty()) {
            granted.put(claim.token(), clock.instant());
        }
    }

    private void lead() throws StatusException {
        forgetOtherTerms();
        if (term.isEmpty()) {
            throw Replies.noLeader();
        }
    }

    private void forgetOtherTerms() {
        var now = leadership.get();
        if (!now.equals(term)) {
            term = now;
            claims.clear();
            granted.clear();
            changed.signalAll();
        }
    }
}

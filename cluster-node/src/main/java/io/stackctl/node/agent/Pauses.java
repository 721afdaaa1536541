package io.stackctl.node.agent;

import java.time.Duration;

/** Pauses between tries of one thing: each twice as long as the one before, up to a longest. Not for several threads. */
final class Pauses {
    private final Duration first;
    private final Duration longest;
    private int tries;

    Pauses(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** How long to wait before the next try. */
    Duration next() {
        int doublings = Math.min(tries, 20);
        tries++;
        var pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /** How often {@link #next} was asked since it last went well. */
    int tries() {
        return tries;
    }

    /** It went well: the next pause is the first again. */
    void reset() {
        tries = 0;
    }
}

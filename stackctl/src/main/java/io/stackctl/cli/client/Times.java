package io.stackctl.cli.client;

import java.time.Instant;

/** Nanoseconds since 1970, as the protocol counts. */
final class Times {
    private static final long SECOND = 1_000_000_000L;

    private Times() {}

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
    }
}

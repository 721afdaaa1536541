package io.stackctl.node.control;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times as the protocol carries them: nanoseconds since 1970. */
final class Nanos {
    private Nanos() {}

    static long of(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}

package io.stackctl.node.trust;

import io.stackctl.node.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What two machines' clocks said at one moment.
 *
 * @param blur how far the two readings may lie apart in time
 */
public record ClockSkew(Instant here, Instant there, Duration blur) {
    /** The difference as far as one question tells; {@code asked} and {@code answered} by this clock. */
    public static ClockSkew between(Instant asked, Instant there, Instant answered) {
        var trip = Duration.between(asked, answered);
        return new ClockSkew(
                asked.plus(trip.dividedBy(2)), there, trip.dividedBy(2).abs());
    }

    private boolean exceeds(Duration limit) {
        return Duration.between(here, there).abs().minus(blur).compareTo(limit) > 0;
    }

    /** A sentence with both clocks, when the difference matters. */
    public Optional<String> warning() {
        return exceeds(Limits.CLOCK_SKEW_TOLD) ? Optional.of(sentence()) : Optional.empty();
    }

    /** Whether certificates may not hold yet, or any more, for one of the two. */
    public boolean breaksTrust() {
        return exceeds(Limits.CLOCK_SKEW_REFUSED);
    }

    public String sentence() {
        return "the clock of this machine says " + here.truncatedTo(ChronoUnit.SECONDS) + ", the manager's says "
                + there.truncatedTo(ChronoUnit.SECONDS);
    }
}

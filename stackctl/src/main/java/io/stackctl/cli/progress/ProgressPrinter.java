package io.stackctl.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Draws a wait on stderr. One thread calls it. */
public sealed interface ProgressPrinter permits LiveProgress, PlainProgress, JsonProgress, QuietProgress {
    /** A new state of the stack, and what happened since the one before. */
    void show(StackView view, List<Happening> happenings, Instant now, Optional<Duration> timeLeft);

    /** Nothing new came. Called at least every {@link #interval}. */
    void tick(Instant now, Optional<Duration> timeLeft);

    /** Lines that stay, such as the log of a failed task. {@code service} may be empty: the whole stack. */
    void say(String service, List<String> lines, Instant now);

    /** How often the look changes by itself. */
    Duration interval();

    /** Leaves the cursor where other output may follow. */
    void end();
}

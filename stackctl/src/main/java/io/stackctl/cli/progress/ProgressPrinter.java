package io.stackctl.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Draws a wait on stderr. One thread calls it. */
public sealed interface ProgressPrinter
        permits LiveProgress, PlainProgress, JsonProgress, QuietProgress, GitHubProgress, ReportProgress {
    /** A new state of the stack, and what happened since the one before. */
    void show(StackView view, List<Happening> happenings, Instant now, Optional<Duration> timeLeft);

    /** Nothing new came. Called at least every {@link #interval}. */
    void tick(Instant now, Optional<Duration> timeLeft);

    /** A task failed; below it stands the end of its log. Shown in every look. */
    void failed(Happening failure, List<String> log, Instant now);

    /** A word on the whole stack, for those who watch. */
    void remark(String text, Instant now);

    /** How often the look changes by itself. */
    Duration interval();

    /** Leaves the cursor where other output may follow. */
    void end();

    /** It has ended, or the user ended it; {@code failure}: why it did not succeed. May come from another thread. */
    default void over(Optional<String> failure) {}
}

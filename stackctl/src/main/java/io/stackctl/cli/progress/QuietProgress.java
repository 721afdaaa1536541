package io.stackctl.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says nothing of the way; what {@link #say} is given still counts, for it tells of failures. */
final class QuietProgress implements ProgressPrinter {
    private final PrintStream err;

    QuietProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public void show(StackView view, List<Happening> happenings, Instant now, Optional<Duration> timeLeft) {}

    @Override
    public void tick(Instant now, Optional<Duration> timeLeft) {}

    @Override
    public void say(String service, List<String> lines, Instant now) {
        lines.forEach(err::println);
    }

    @Override
    public Duration interval() {
        return Limits.HEARTBEAT;
    }

    @Override
    public void end() {}
}

package io.stackctl.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says nothing of the way, only what failed on it. */
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
    public void failed(Happening failure, List<String> log, Instant now) {
        err.println(failure.service() + ": " + failure.text());
        log.forEach(err::println);
    }

    @Override
    public void remark(String text, Instant now) {}

    @Override
    public Duration interval() {
        return Limits.HEARTBEAT;
    }

    @Override
    public void end() {}
}

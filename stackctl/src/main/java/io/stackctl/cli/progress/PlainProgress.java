package io.stackctl.cli.progress;

import io.stackctl.cli.output.Durations;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whole lines with the time of day, for logs: what happened, and every 30 seconds what is waited for. */
final class PlainProgress implements ProgressPrinter {
    private static final int SUBJECT_WIDTH = 14;

    private final PrintStream err;
    private final String stack;
    private final DateTimeFormatter clock;
    private Optional<StackView> last = Optional.empty();
    private Optional<Instant> changed = Optional.empty();
    private Optional<Instant> spoken = Optional.empty();

    PlainProgress(PrintStream err, String stack, ZoneId zone) {
        this.err = err;
        this.stack = stack;
        this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    @Override
    public void show(StackView view, List<Happening> happenings, Instant now, Optional<Duration> timeLeft) {
        if (last.isEmpty()) {
            err.println(line(
                    "",
                    view.lines(timeLeft)
                            .getFirst()
                            .substring(view.name().length())
                            .strip(),
                    now));
            spoken = Optional.of(now);
        }
        if (!last.equals(Optional.of(view))) {
            changed = Optional.of(now);
        }
        last = Optional.of(view);
        happenings.stream()
                .filter(happening -> happening.failed().isEmpty())
                .forEach(happening -> say(happening.service(), List.of(happening.text()), now));
    }

    @Override
    public void tick(Instant now, Optional<Duration> timeLeft) {
        Instant since = spoken.orElse(now);
        spoken = Optional.of(since);
        if (Duration.between(since, now).compareTo(Limits.HEARTBEAT) < 0) {
            return;
        }
        String waiting = last.map(StackView::waitingFor).orElse("");
        String quiet = changed.map(then -> " ("
                        + Durations.brief(
                                Duration.ofSeconds(Duration.between(then, now).toSeconds())) + " since last change)")
                .orElse("");
        say("", List.of("still waiting" + (waiting.isEmpty() ? "" : ": " + waiting) + quiet), now);
    }

    @Override
    public void failed(Happening failure, List<String> log, Instant now) {
        say(failure.service(), List.of(failure.text()), now);
        say(failure.service(), log, now);
    }

    @Override
    public void remark(String text, Instant now) {
        say("", List.of(text), now);
    }

    private void say(String service, List<String> lines, Instant now) {
        lines.forEach(line -> err.println(line(service, line, now)));
        spoken = Optional.of(now);
    }

    private String line(String service, String text, Instant now) {
        String subject = service.isEmpty() ? stack : stack + "/" + service;
        String gap = " ".repeat(Math.max(0, SUBJECT_WIDTH - subject.length()));
        return (clock.format(now) + " " + subject + gap + " " + text).stripTrailing();
    }

    @Override
    public Duration interval() {
        return Limits.HEARTBEAT;
    }

    @Override
    public void end() {}
}

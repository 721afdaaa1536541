package io.stackctl.cli;

import io.stackctl.cli.progress.ProgressPrinter;
import io.stackctl.cli.progress.ProgressPrinters;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command waits for the cluster to follow. */
final class WaitOptions {
    @Option(
            names = {"-d", "--detach"},
            description = "Do not wait; the default is to wait")
    boolean detach;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait, such as 90s or 10m; 0 is without end (default: 10m)")
    Duration timeout = Limits.WAIT;

    @Option(
            names = "--progress",
            paramLabel = "LOOK",
            description = "How to show the wait: auto, tty, plain, json or quiet (default: auto)")
    ProgressChoice progress = ProgressChoice.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "Suppress progress output")
    boolean quiet;

    /** Empty: wait without end. */
    Optional<Duration> limit() {
        return timeout.isZero() ? Optional.empty() : Optional.of(timeout);
    }

    ProgressPrinter printer(CommandContext context, String subject) {
        var terminal = context.terminal();
        boolean live = terminal.errIsTerminal()
                && !context.environment().getOrDefault("TERM", "dumb").equals("dumb");
        return switch (quiet ? ProgressChoice.QUIET : progress) {
            case AUTO -> live ? live(context) : plain(context, subject);
            case TTY -> live(context);
            case PLAIN -> plain(context, subject);
            case JSON -> ProgressPrinters.json(terminal.err(), subject);
            case QUIET -> ProgressPrinters.quiet(terminal.err());
        };
    }

    private static ProgressPrinter live(CommandContext context) {
        var width = new TerminalWidth();
        return ProgressPrinters.live(context.terminal().err(), context.colour(), width::columns);
    }

    private static ProgressPrinter plain(CommandContext context, String subject) {
        return ProgressPrinters.plain(context.terminal().err(), subject, ZoneId.systemDefault());
    }
}

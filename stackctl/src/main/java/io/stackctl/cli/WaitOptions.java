package io.stackctl.cli;

import io.stackctl.cli.ci.Place;
import io.stackctl.cli.progress.ProgressPrinter;
import io.stackctl.cli.progress.ProgressPrinters;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
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
        return printer(context, subject, Collections.emptySortedMap());
    }

    /** {@code places}: where services stand in the user's files, by short name. */
    ProgressPrinter printer(CommandContext context, String subject, SortedMap<String, Place> places) {
        var terminal = context.terminal();
        boolean live = terminal.errIsTerminal()
                && !context.environment().getOrDefault("TERM", "dumb").equals("dumb");
        return switch (quiet ? ProgressChoice.QUIET : progress) {
            case AUTO -> live ? live(context) : inPipeline(context, plain(context, subject), subject, places);
            case TTY -> live(context);
            case PLAIN -> inPipeline(context, plain(context, subject), subject, places);
            case JSON -> ProgressPrinters.json(terminal.err(), subject);
            case QUIET -> inPipeline(context, ProgressPrinters.quiet(terminal.err()), subject, places);
        };
    }

    private static ProgressPrinter inPipeline(
            CommandContext context, ProgressPrinter look, String subject, SortedMap<String, Place> places) {
        return context.workflow()
                .map(commands -> ProgressPrinters.gitHub(look, commands, subject, places))
                .orElse(look);
    }

    private static ProgressPrinter live(CommandContext context) {
        var width = new TerminalWidth();
        return ProgressPrinters.live(context.terminal().err(), context.colour(), width::columns);
    }

    private static ProgressPrinter plain(CommandContext context, String subject) {
        return ProgressPrinters.plain(context.terminal().err(), subject, ZoneId.systemDefault());
    }
}

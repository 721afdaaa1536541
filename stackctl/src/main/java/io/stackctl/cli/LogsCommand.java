package io.stackctl.cli;

import io.stackctl.cli.client.Answers.LoggedLine;
import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.Questions;
import io.stackctl.cli.output.Durations;
import io.stackctl.diagnostic.Suggestion;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl logs}: of a service, a task, or all services of a stack. */
@Command(
        description = "Fetch the logs of a service, a task or a whole stack",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl logs -f demo_web",
            "  stackctl logs --since 10m --tail 100 demo",
            "",
            "What a container wrote to its stderr goes to stderr."
        })
final class LogsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "SERVICE|TASK|STACK", description = "Whose logs")
    private String target = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Follow log output")
    private boolean follow;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Show logs since a timestamp (2013-01-02T13:23:37Z) or a duration (42m)")
    private String since = "";

    @Option(names = "--until", paramLabel = "TIME", description = "Show logs before a timestamp or a duration")
    private String until = "";

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "LINES",
            description = "Number of lines to show from the end of the logs (default: all)")
    private String tail = "all";

    @Option(
            names = {"-t", "--timestamps"},
            description = "Show timestamps")
    private boolean timestamps;

    /** What docker shows with it are attributes that its log drivers add; lines here never have any. */
    @Option(names = "--details", description = "Show extra details provided to logs; lines here have none")
    @SuppressWarnings("UnusedVariable")
    private boolean details;

    @Option(names = "--no-resolve", description = "Do not map IDs to Names in output")
    private boolean noResolve;

    @Option(names = "--no-trunc", description = "Do not truncate output")
    private boolean noTruncation;

    @Option(names = "--no-task-ids", description = "Do not include task IDs in output")
    private boolean noTaskIds;

    @Option(names = "--raw", description = "Do not neatly format logs")
    private boolean raw;

    LogsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Instant now = context.clock().instant();
        var sinceTime = time(since, now);
        var untilTime = time(until, now);
        var lines = lines();
        try (var client = context.connect()) {
            boolean stack = isStack(client);
            var request = new Questions.Logs(
                    stack ? target : "", stack ? List.of() : List.of(target), follow, sinceTime, untilTime, lines);
            var prefixes =
                    new LogPrefixes(client, new LogPrefixes.Options(!noResolve, !noTruncation, !noTaskIds, timestamps));
            try (var feed = client.logs(request)) {
                for (var line = feed.next(); line.isPresent(); line = feed.next()) {
                    print(line.get(), prefixes);
                    if (context.terminal().out().checkError()) {
                        return ExitCode.SUCCESS.number();
                    }
                }
            }
        }
        return ExitCode.SUCCESS.number();
    }

    /** A service's name wins over a stack's; an unknown name is told with the nearest. */
    private boolean isStack(ClusterClient client) throws CommandException, ClusterException, InterruptedException {
        if (client.services(Optional.empty(), List.of(target)).notFound().isEmpty()) {
            return false;
        }
        var known = new ArrayList<String>();
        client.stacks().forEach(summary -> known.add(summary.stack().name()));
        if (known.contains(target)) {
            return true;
        }
        for (var service : client.tasks(Optional.empty(), List.of()).services()) {
            known.add(service.name());
            if (service.tasks().stream().anyMatch(task -> task.id().value().startsWith(target))) {
                return false;
            }
        }
        throw CommandException.error("no such task or service: " + target
                + Suggestion.nearest(target, known)
                        .map(near -> " (did you mean " + near + "?)")
                        .orElse(""));
    }

    private void print(LoggedLine line, LogPrefixes prefixes) throws ClusterException, InterruptedException {
        var stream =
                line.stderr() ? context.terminal().err() : context.terminal().out();
        if (!raw) {
            stream.print(prefixes.of(line));
        } else if (timestamps) {
            stream.print(line.at() + " ");
        }
        byte[] text = line.text().toArray();
        stream.write(text, 0, text.length);
        if (text.length == 0 || text[text.length - 1] != '\n') {
            stream.print('\n');
        }
        if (follow) {
            stream.flush();
        }
    }

    private Optional<Long> lines() throws CommandException {
        if (tail.equals("all")) {
            return Optional.empty();
        }
        if (!tail.matches("\\d{1,9}")) {
            throw CommandException.error("invalid number of lines: " + tail + ": it is a number, or all");
        }
        return Optional.of(Long.valueOf(tail));
    }

    private static Optional<Instant> time(String text, Instant now) throws CommandException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var duration = Durations.parse(text);
        if (duration.isPresent()) {
            return Optional.of(now.minus(duration.get()));
        }
        if (text.matches("\\d{1,11}(\\.\\d{1,9})?")) {
            return Optional.of(Instant.ofEpochMilli((long) (Double.parseDouble(text) * 1000)));
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notTime) {
            throw CommandException.error("invalid time: " + text
                    + ": it is a timestamp such as 2013-01-02T13:23:37Z, or a duration such as 42m");
        }
    }
}

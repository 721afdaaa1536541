package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.StackFeed;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cli.output.Durations;
import io.stackctl.cli.progress.Expectation;
import io.stackctl.cli.progress.Happening;
import io.stackctl.cli.progress.Limits;
import io.stackctl.cli.progress.ProgressPrinter;
import io.stackctl.cli.progress.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows a deploy, or a change of one service, to its end: shows each state as it comes, and lets {@link Verdict} say when it is over. */
final class DeployWait {
    private final CommandContext context;
    private final ClusterClient client;
    private final Awaited awaited;
    private final Expectation expected;
    private final ProgressPrinter printer;
    private final FailureLogs logs;
    private final Optional<Duration> limit;
    private final long started = System.nanoTime();
    private final Map<String, Integer> failures = new HashMap<>();
    private Optional<StackStatus> last = Optional.empty();

    DeployWait(
            CommandContext context,
            ClusterClient client,
            Awaited awaited,
            Expectation expected,
            ProgressPrinter printer,
            Optional<Duration> limit) {
        this.context = context;
        this.client = client;
        this.awaited = awaited;
        this.expected = expected;
        this.printer = printer;
        this.limit = limit;
        this.logs = new FailureLogs(client);
    }

    /** What the command ends with; every way but success has told why. */
    ExitCode run() throws ClusterException, InterruptedException {
        try (var _ = new Interruption(this::interrupted);
                var feed = awaited.watch(client)) {
            return follow(feed);
        } finally {
            printer.end();
        }
    }

    private ExitCode follow(StackFeed feed) throws ClusterException, InterruptedException {
        while (true) {
            Optional<Duration> left = timeLeft();
            if (left.filter(Duration::isZero).isPresent()) {
                return timedOut();
            }
            Duration wait =
                    left.filter(rest -> rest.compareTo(printer.interval()) < 0).orElse(printer.interval());
            Optional<StackStatus> status = feed.next(wait);
            if (status.isEmpty()) {
                printer.tick(context.clock().instant(), timeLeft());
                continue;
            }
            Optional<ExitCode> end = take(status.get());
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private Optional<ExitCode> take(StackStatus status) throws InterruptedException {
        if (status.revision().compareTo(expected.revision()) < 0) {
            return Optional.empty();
        }
        List<Happening> happenings = awaited.happenings(last, status, expected);
        last = Optional.of(status);
        printer.show(awaited.view(status, expected), happenings, context.clock().instant(), timeLeft());
        for (Happening happening : happenings) {
            if (happening.failed().isPresent()
                    && failures.merge(happening.service(), 1, Integer::sum) <= Limits.FAILURES_OF_SERVICE) {
                printer.failed(happening, logs.of(happening), context.clock().instant());
            }
        }
        return switch (Verdict.of(status, expected)) {
            case Verdict.UnderWay _ -> Optional.empty();
            case Verdict.Converged _ -> Optional.of(converged());
            case Verdict.RolledBack(var why) ->
                end(ExitCode.ROLLED_BACK, awaited.doing() + " failed and was rolled back: " + why);
            case Verdict.Failed(var why) ->
                end(ExitCode.FAILED, awaited.doing() + " failed and was not rolled back: " + why);
            case Verdict.Superseded(long by) -> end(ExitCode.CONFLICT, awaited.superseded(by));
            case Verdict.Gone _ -> end(ExitCode.CONFLICT, awaited.removed());
        };
    }

    private ExitCode converged() {
        if (expected.changed()) {
            say(awaited.converged(Duration.ofNanos(System.nanoTime() - started)));
        } else {
            say("nothing to change");
        }
        printer.over(Optional.empty());
        return ExitCode.SUCCESS;
    }

    /** Progress is for people who watch; {@code --progress quiet} does without. */
    private void say(String text) {
        printer.remark(text, context.clock().instant());
    }

    private Optional<ExitCode> end(ExitCode code, String why) {
        printer.end();
        context.tell(why);
        over(why);
        return Optional.of(code);
    }

    private ExitCode timedOut() {
        String missing =
                last.map(status -> awaited.view(status, expected).waitingFor()).orElse("");
        printer.end();
        String why = "timeout after " + Durations.brief(limit.orElse(Duration.ZERO)) + ": " + awaited.name()
                + " has not converged" + (missing.isEmpty() ? "" : ", still waiting for " + missing);
        context.tell(why + "; the rollout goes on in the cluster. Follow it with: " + awaited.follow());
        over(why);
        return ExitCode.TIMEOUT;
    }

    private void interrupted() {
        context.terminal()
                .err()
                .println("\ninterrupted: the rollout of " + awaited.name() + " goes on in the cluster. Follow it with: "
                        + awaited.follow() + awaited.again());
        over("interrupted: the rollout goes on in the cluster");
    }

    private void over(String why) {
        printer.over(Optional.of(why));
        context.workflow().ifPresent(commands -> commands.annotate("error", Optional.empty(), awaited.name(), why));
    }

    private Optional<Duration> timeLeft() {
        return limit.map(all -> {
            Duration left = all.minusNanos(System.nanoTime() - started);
            return left.isNegative() ? Duration.ZERO : left;
        });
    }
}

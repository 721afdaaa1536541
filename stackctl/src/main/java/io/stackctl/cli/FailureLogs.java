package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.Questions;
import io.stackctl.cli.progress.Happening;
import io.stackctl.cli.progress.Limits;
import io.stackctl.cli.progress.Words;
import io.stackctl.cluster.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches the last lines of tasks that failed. */
final class FailureLogs {
    private final ClusterClient client;

    FailureLogs(ClusterClient client) {
        this.client = client;
    }

    /** The lines to show below the failure: what the health check said, and the end of the log, if there is any. */
    List<String> of(Happening failure) throws InterruptedException {
        var lines = new ArrayList<String>();
        failure.failed().stream()
                .flatMap(task -> Words.probe(task).stream())
                .forEach(line -> lines.add("  health check: " + line));
        log(failure).forEach(line -> lines.add("  | " + line));
        return lines;
    }

    private List<String> log(Happening failure) throws InterruptedException {
        if (failure.failed().isEmpty()
                || failure.failed().get().status().container().isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        try {
            read(failure.failed().get(), lines);
        } catch (ClusterException gone) {
            lines.add("(its log cannot be read: " + gone.getMessage() + ")");
        }
        return lines;
    }

    private void read(Task task, List<String> lines) throws ClusterException, InterruptedException {
        var request = new Questions.Logs(
                "", List.of(task.id().value()), false, Optional.empty(), Optional.empty(), Optional.of((long)
                        Limits.LOG_EXCERPT_LINES));
        long end = System.nanoTime() + Limits.LOG_EXCERPT_TIME.toNanos();
        try (var feed = client.logs(request)) {
            while (lines.size() < Limits.LOG_EXCERPT_LINES) {
                var line = feed.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                if (line.isEmpty()) {
                    return;
                }
                lines.add(new String(line.get().text().toArray(), StandardCharsets.UTF_8).stripTrailing());
            }
        }
    }
}

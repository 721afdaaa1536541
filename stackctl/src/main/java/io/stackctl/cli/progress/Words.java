package io.stackctl.cli.progress;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.output.Durations;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Task;
import io.stackctl.spec.Healthcheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How tasks are spoken of. */
public final class Words {
    private static final Pattern NON_ZERO = Pattern.compile("^task: non-zero exit \\((\\d+)\\)");
    private static final String UNHEALTHY = "dockerexec: unhealthy container";

    private Words() {}

    static String hostname(NodeId id, List<Node> nodes) {
        return nodes.stream()
                .filter(node -> node.id().equals(id))
                .map(node -> node.description().hostname())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(id.value());
    }

    /** What a task of the service is when all is well. */
    static String well(ServiceState service) {
        boolean checked = service.spec()
                .container()
                .healthcheck()
                .filter(check -> !check.disabled() && !check.test().isEmpty())
                .map(Healthcheck::test)
                .isPresent();
        return checked ? "healthy" : "running";
    }

    /** The state of a task in one or two words. */
    static String state(Task task, ServiceState service) {
        if (task.alive() && task.phase() == Phase.RUNNING) {
            return task.serving() instanceof Serving.In ? well(service) : "running, not in service yet";
        }
        return task.phase() == Phase.NEW ? "pending" : task.phase().name().toLowerCase(Locale.ROOT);
    }

    /** Why a task ended badly, on one line: {@code exit 1 after 2.3s}, {@code exit 137: unhealthy after 40s}. */
    static String failure(Task task) {
        var status = task.status();
        String why = status.error()
                .map(error -> oneLine(withoutProbe(error)))
                .filter(error -> !error.isEmpty())
                .or(() -> status.exitCode().map(code -> "exit " + code))
                .orElseGet(() -> oneLine(status.message()));
        return NON_ZERO.matcher(why).replaceFirst("exit $1")
                + status.runningSince()
                        .map(since -> " after " + Durations.brief(Duration.between(since, status.at())))
                        .orElse("");
    }

    private static String withoutProbe(String error) {
        int at = error.indexOf(UNHEALTHY);
        return at < 0 ? error : error.substring(0, at) + "unhealthy";
    }

    /** What the health check said last before the task was ended for it, line by line. */
    public static List<String> probe(Task task) {
        String error = task.status().error().orElse("");
        int at = error.indexOf(UNHEALTHY + ": ");
        return at < 0
                ? List.of()
                : error.substring(at + UNHEALTHY.length() + 2)
                        .lines()
                        .map(Words::oneLine)
                        .toList();
    }

    /** What a task waits for, if it says so. */
    static String waiting(Task task, Instant now) {
        if (task.waiting().isPresent()) {
            return oneLine(task.waiting().get());
        }
        if (task.notBefore().isAfter(now) && task.attempts().total() > 0) {
            return "restart " + task.attempts().total() + " in "
                    + Durations.brief(Duration.between(now, task.notBefore()));
        }
        return task.status().error().map(Words::oneLine).orElse("");
    }

    static String oneLine(String text) {
        var clean = new StringBuilder();
        text.strip().codePoints().forEach(code -> clean.appendCodePoint(Character.isISOControl(code) ? ' ' : code));
        return clean.toString();
    }
}

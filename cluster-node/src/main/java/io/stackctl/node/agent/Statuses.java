package io.stackctl.node.agent;

import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Status;
import io.stackctl.node.Limits;
import io.stackctl.node.docker.ContainerState;
import java.time.Instant;
import java.util.Optional;

/** What a task's status becomes, in the peer's words. */
final class Statuses {
    private Statuses() {}

    /** What the engine says of the container, beside what was known. */
    static Status withContainer(Status before, ContainerState container) {
        return new Status(
                before.phase(),
                before.at(),
                before.message(),
                before.error(),
                before.exitCode(),
                Optional.of(container.container()),
                before.runningSince(),
                container.hostPorts().isEmpty() ? before.hostPorts() : container.hostPorts());
    }

    static Status running(Status before, Instant at) {
        return new Status(
                Phase.RUNNING,
                at,
                "started",
                Optional.empty(),
                Optional.empty(),
                before.container(),
                Optional.of(at),
                before.hostPorts());
    }

    /** The container's process ended by itself. */
    static Status byItself(Status before, ContainerState container, Instant at) {
        if (container.exitCode() == 0 && container.error().isEmpty()) {
            return ended(before, Phase.COMPLETE, at, "finished", Optional.empty(), Optional.of(0));
        }
        var error = new StringBuilder(exit(container.exitCode()));
        if (container.outOfMemory()) {
            error.append(": the container ran out of memory");
        }
        container.error().ifPresent(words -> error.append(": ").append(words));
        return failed(before, at, error.toString(), Optional.of(container.exitCode()));
    }

    /** We ended it, since its health check said that it does not work. */
    static Status unhealthy(Status before, int exitCode, Optional<String> lastProbe, Instant at) {
        var output = lastProbe.map(String::strip).filter(words -> !words.isEmpty());
        var error = exit(exitCode) + ": dockerexec: unhealthy container"
                + output.map(words -> ": " + shortened(words)).orElse("");
        return failed(before, at, error, Optional.of(exitCode));
    }

    /** We ended it, since managers wanted that. */
    static Status onRequest(Status before, Optional<Integer> exitCode, Instant at) {
        return ended(before, Phase.SHUTDOWN, at, "shutdown", Optional.empty(), exitCode);
    }

    /** It cannot go on: rejected before its container was to start, failed after that. */
    static Status failed(Status before, Instant at, String error, Optional<Integer> exitCode) {
        var phase = before.phase().compareTo(Phase.STARTING) < 0 ? Phase.REJECTED : Phase.FAILED;
        return ended(before, phase, at, before.message(), Optional.of(error), exitCode);
    }

    /** It cannot go on at present, and waits: the same phase, with the reason for whoever looks at it. */
    static Status hindered(Status before, Instant at, String reason) {
        var words = Strings.atMost(reason, io.stackctl.cluster.Limits.MESSAGE_LENGTH);
        return waiting(before, at, words, Optional.of(words));
    }

    /** It goes on after {@link #hindered}, with other words. */
    static Status unhindered(Status before, Instant at, String message) {
        return waiting(before, at, message, Optional.empty());
    }

    private static Status waiting(Status before, Instant at, String message, Optional<String> error) {
        return new Status(
                before.phase(),
                at,
                message,
                error,
                before.exitCode(),
                before.container(),
                before.runningSince(),
                before.hostPorts());
    }

    private static Status ended(
            Status before,
            Phase phase,
            Instant at,
            String message,
            Optional<String> error,
            Optional<Integer> exitCode) {
        return new Status(
                phase,
                at,
                message,
                error.map(text -> Strings.atMost(text, io.stackctl.cluster.Limits.MESSAGE_LENGTH)),
                exitCode,
                before.container(),
                before.runningSince(),
                before.hostPorts());
    }

    private static String exit(int code) {
        return "task: non-zero exit (" + code + ")";
    }

    private static String shortened(String words) {
        return Strings.atMost(words, Limits.PROBE_OUTPUT);
    }
}

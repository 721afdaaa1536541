package io.stackctl.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a task's container.
 *
 * @param at when the leader took the report in
 * @param message a few words on the phase, such as {@code preparing}
 * @param error why it ended or cannot go on, in full
 * @param exitCode of its main process, once that ended
 * @param container the engine's id
 * @param runningSince when the leader first learnt that it runs
 * @param hostPorts the ports of the node that the engine gave, for host-mode ports
 */
public record Status(
        Phase phase,
        Instant at,
        String message,
        Optional<String> error,
        Optional<Integer> exitCode,
        Optional<String> container,
        Optional<Instant> runningSince,
        List<HostPort> hostPorts) {
    /** One port of the node that leads to the task. */
    public record HostPort(int target, int published, io.stackctl.spec.PortSpec.Protocol protocol) {}

    public Status {
        hostPorts = List.copyOf(hostPorts);
    }

    public static Status of(Phase phase, Instant at, String message) {
        return new Status(
                phase, at, message, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** What is known after a later report: it speaks for itself, but does not unsay the container or its start. */
    Status then(Status report) {
        var since = runningSince.or(() -> report.phase == Phase.RUNNING ? Optional.of(report.at) : report.runningSince);
        return new Status(
                report.phase,
                report.at,
                report.message,
                report.error,
                report.exitCode.or(() -> exitCode),
                report.container.or(() -> container),
                since,
                report.hostPorts.isEmpty() ? hostPorts : report.hostPorts);
    }

    Status at(Instant when) {
        return new Status(phase, when, message, error, exitCode, container, runningSince, hostPorts);
    }

    /** The same knowledge of the container in a later phase. */
    public Status moved(Phase later, Instant when, String words) {
        return new Status(later, when, words, error, exitCode, container, runningSince, hostPorts);
    }
}

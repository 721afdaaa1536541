package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** How many tasks of a service run, where, and how they change. */
public record Deploy(
        Optional<Located<String>> mode,
        Optional<Located<Long>> replicas,
        SortedMap<String, String> labels,
        Optional<Located<String>> endpointMode,
        Optional<Rollout> update,
        Optional<Rollout> rollback,
        Optional<Resources> limits,
        Optional<Resources> reservations,
        Optional<RestartPolicy> restartPolicy,
        Placement placement) {

    public record Rollout(
            Span span,
            Optional<Long> parallelism,
            Optional<Located<Duration>> delay,
            Optional<Located<String>> failureAction,
            Optional<Located<Duration>> monitor,
            Optional<Located<Double>> maxFailureRatio,
            Optional<Located<String>> order) {}

    /** One side of {@code resources}; {@code generic} is of use in reservations only, {@code pids} in limits only. */
    public record Resources(
            Optional<Located<String>> cpus,
            Optional<Located<Long>> memory,
            Optional<Long> pids,
            List<Generic> generic) {
        public Resources {
            generic = List.copyOf(generic);
        }
    }

    /** A countable resource that nodes offer. */
    public record Generic(Span span, String kind, long value) {}

    public record RestartPolicy(
            Optional<Located<String>> condition,
            Optional<Located<Duration>> delay,
            Optional<Long> maxAttempts,
            Optional<Located<Duration>> window) {}

    /** {@code maxReplicasPerNode} absent: no limit. */
    public record Placement(
            List<Located<String>> constraints, List<Located<String>> spread, Optional<Long> maxReplicasPerNode) {
        public Placement {
            constraints = List.copyOf(constraints);
            spread = List.copyOf(spread);
        }
    }
}

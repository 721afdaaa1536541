package io.stackctl.cluster;

import io.stackctl.spec.PortSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A service as the cluster knows it. Its specs lie in {@link ClusterState#specs()}.
 *
 * @param stack the owner; empty for a service made on its own
 * @param version of the spec that tasks should have
 * @param previous the version to go back to
 * @param ports the spec's ports with every published number filled in; a chosen number is kept while name, protocol and
 *     target stay
 * @param removing its tasks are on the way out, and it goes with the last of them
 */
public record Service(
        ServiceId id,
        Optional<StackId> stack,
        String name,
        SpecVersion version,
        Optional<SpecVersion> previous,
        Progress progress,
        List<PortSpec> ports,
        Instant createdAt,
        Instant updatedAt,
        boolean removing) {
    public Service {
        ports = List.copyOf(ports);
    }

    public SpecKey spec() {
        return new SpecKey(id, version);
    }

    public Service with(Progress other) {
        return new Service(id, stack, name, version, previous, other, ports, createdAt, updatedAt, removing);
    }

    public Service withPorts(List<PortSpec> given) {
        return new Service(id, stack, name, version, previous, progress, given, createdAt, updatedAt, removing);
    }

    /**
     * The next spec: its version, one more than the highest ever used, and the rollout that brings it. A spec that was
     * never reached is no place to go back to, as long as there is one that was.
     */
    public Service moved(SpecVersion next, Progress rollout, Instant at) {
        var reached = Optional.of(version);
        var before = switch (progress) {
            case Progress.Settled _, Progress.RolledBack _ -> reached;
            case Progress.Rolling rolling when rolling.direction() == Progress.Direction.BACK -> reached;
            case Progress.Paused paused when paused.direction() == Progress.Direction.BACK -> reached;
            case Progress.Rolling _, Progress.Paused _ -> previous.or(() -> reached);
        };
        return new Service(id, stack, name, next, before, rollout, ports, createdAt, at, removing);
    }

    /** Back on the spec before, which from now on is the only one to go to. */
    public Service back(SpecVersion before, Progress rollback, Instant at) {
        return new Service(id, stack, name, before, Optional.empty(), rollback, ports, createdAt, at, removing);
    }

    public Service onTheWayOut(Instant at) {
        return new Service(id, stack, name, version, previous, Progress.SETTLED, ports, createdAt, at, true);
    }
}

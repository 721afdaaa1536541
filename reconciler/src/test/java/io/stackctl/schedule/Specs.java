package io.stackctl.schedule;

import io.stackctl.spec.Command;
import io.stackctl.spec.Constraint;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.LogDriver;
import io.stackctl.spec.Mode;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.Naming;
import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.Pace;
import io.stackctl.spec.Placement;
import io.stackctl.spec.Platform;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Privileges;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Specs for scheduling tests: one demand each on top of a service that asks for nothing. */
final class Specs {
    private static final Rollout ROLLOUT =
            new Rollout(1, Duration.ZERO, Duration.ofSeconds(5), 0, Rollout.OnFailure.PAUSE, Rollout.Order.STOP_FIRST);

    private Specs() {}

    static ServiceSpec plain() {
        return of(Placement.ANYWHERE, Resources.NONE, List.of(), List.of(), Optional.empty());
    }

    static ServiceSpec placed(Placement placement) {
        return of(placement, Resources.NONE, List.of(), List.of(), Optional.empty());
    }

    static ServiceSpec constrained(String... constraints) {
        return placed(new Placement(
                List.of(constraints).stream().map(Specs::constraint).toList(), List.of(), 0, List.of()));
    }

    static ServiceSpec spread(Resources resources, String... preferences) {
        return of(
                new Placement(List.of(), List.of(preferences), 0, List.of()),
                resources,
                List.of(),
                List.of(),
                Optional.empty());
    }

    static ServiceSpec atMost(int perNode) {
        return placed(new Placement(List.of(), List.of(), perNode, List.of()));
    }

    static ServiceSpec platforms(Platform... platforms) {
        return placed(new Placement(List.of(), List.of(), 0, List.of(platforms)));
    }

    static ServiceSpec reserving(Resources resources) {
        return of(Placement.ANYWHERE, resources, List.of(), List.of(), Optional.empty());
    }

    static Resources memory(long bytes) {
        return reservation(0, bytes, Map.of());
    }

    static Resources reservation(long nanoCpus, long bytes, Map<String, Long> generic) {
        return new Resources(
                new Resources.Limit(0, 0, 0), new Resources.Reservation(nanoCpus, bytes, Immutable.sorted(generic)));
    }

    static ServiceSpec hostPort(int port, PortSpec.Protocol protocol, String address) {
        var spec = new PortSpec(
                port,
                Optional.of(port),
                protocol,
                PortSpec.PublishMode.HOST,
                address.isEmpty() ? Optional.empty() : Optional.of(address));
        return of(Placement.ANYWHERE, Resources.NONE, List.of(spec), List.of(), Optional.empty());
    }

    static ServiceSpec volumeDriver(String name) {
        var mount = new MountSpec.Volume(
                Optional.of("data"),
                "/data",
                false,
                false,
                Optional.empty(),
                Immutable.emptyMap(),
                Optional.of(new MountSpec.Driver(name, Immutable.emptyMap())));
        return of(Placement.ANYWHERE, Resources.NONE, List.of(), List.of(mount), Optional.empty());
    }

    static ServiceSpec logDriver(String name) {
        return of(
                Placement.ANYWHERE,
                Resources.NONE,
                List.of(),
                List.of(),
                Optional.of(new LogDriver(name, Immutable.emptyMap())));
    }

    static Constraint constraint(String text) {
        return switch (Constraint.parse(text)) {
            case Constraint.Parsed.Valid(var constraint) -> constraint;
            case Constraint.Parsed.Invalid(var why) -> throw new IllegalArgumentException(why);
        };
    }

    private static ServiceSpec of(
            Placement placement,
            Resources resources,
            List<PortSpec> ports,
            List<MountSpec> mounts,
            Optional<LogDriver> logDriver) {
        return new ServiceSpec(
                "service",
                Immutable.emptyMap(),
                new ContainerSpec(
                        "image:1",
                        Command.OF_IMAGE,
                        Naming.DEFAULT,
                        Immutable.emptyMap(),
                        mounts,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Privileges.NORMAL,
                        NodeAccess.NONE,
                        logDriver),
                new Mode.Replicated(1),
                resources,
                new Restart(Restart.Condition.ANY, Duration.ofSeconds(5), 0, Duration.ZERO),
                ROLLOUT,
                ROLLOUT,
                placement,
                List.of(),
                ports,
                EndpointMode.VIP,
                new Pace(Duration.ZERO, Duration.ofMinutes(10)),
                Optional.empty(),
                0);
    }
}

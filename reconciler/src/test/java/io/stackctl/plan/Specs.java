package io.stackctl.plan;

import io.stackctl.spec.Command;
import io.stackctl.spec.ConfigSpec;
import io.stackctl.spec.Constraint;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Naming;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.Pace;
import io.stackctl.spec.Placement;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Privileges;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.SecretSpec;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** The specs of small stacks. */
final class Specs {
    static final Rollout ROLLOUT =
            new Rollout(1, Duration.ZERO, Duration.ofSeconds(5), 0, Rollout.OnFailure.PAUSE, Rollout.Order.STOP_FIRST);

    private Specs() {}

    static StackSpec stack(String name, ServiceSpec... services) {
        return new StackSpec(
                name,
                List.of(services),
                List.of(network(name + "_default")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static StackSpec with(StackSpec stack, List<SecretSpec> secrets, List<ConfigSpec> configs) {
        return new StackSpec(
                stack.name(), stack.services(), stack.networks(), secrets, configs, List.of(), List.of(), List.of());
    }

    static StackSpec withNetworks(StackSpec stack, NetworkSpec... networks) {
        return new StackSpec(
                stack.name(),
                stack.services(),
                List.of(networks),
                stack.secrets(),
                stack.configs(),
                List.of(),
                List.of(),
                List.of());
    }

    static NetworkSpec network(String name) {
        return new NetworkSpec(name, "overlay", Immutable.emptyMap(), false, false, Immutable.emptyMap(), List.of());
    }

    static NetworkSpec internal(NetworkSpec spec) {
        return new NetworkSpec(
                spec.name(), spec.driver(), spec.driverOptions(), true, spec.attachable(), spec.labels(), spec.pools());
    }

    static ConfigSpec config(String name, String version) {
        return new ConfigSpec(name, Immutable.emptyMap(), Optional.of(new ContentVersion(version)), Optional.empty());
    }

    static SecretSpec secret(String name, String version) {
        return new SecretSpec(name, Immutable.emptyMap(), Optional.of(new ContentVersion(version)), Optional.empty());
    }

    /** A replicated service of the stack {@code demo} on its default network. */
    static ServiceSpec service(String name) {
        return service(name, "demo_default");
    }

    static ServiceSpec service(String name, String network) {
        return new ServiceSpec(
                name,
                Immutable.emptyMap(),
                new ContainerSpec(
                        "image:1",
                        Command.OF_IMAGE,
                        Naming.DEFAULT,
                        Immutable.emptyMap(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Privileges.NORMAL,
                        NodeAccess.NONE,
                        Optional.empty()),
                new Mode.Replicated(2),
                Resources.NONE,
                new Restart(Restart.Condition.ANY, Duration.ofSeconds(5), 0, Duration.ZERO),
                ROLLOUT,
                ROLLOUT,
                Placement.ANYWHERE,
                List.of(new NetworkAttachment(network, List.of(), Immutable.emptyMap(), Optional.empty())),
                List.of(),
                EndpointMode.VIP,
                new Pace(Duration.ZERO, Duration.ofMinutes(10)),
                Optional.empty(),
                0);
    }

    static ServiceSpec image(ServiceSpec spec, String image) {
        return spec.withContainer(spec.container().withImage(image));
    }

    static ServiceSpec constrained(ServiceSpec spec, String constraint) {
        var parsed = ((Constraint.Parsed.Valid) Constraint.parse(constraint)).constraint();
        return spec.withPlacement(new Placement(List.of(parsed), List.of(), 0, List.of()));
    }

    static ServiceSpec atMost(ServiceSpec spec, int perNode) {
        return spec.withPlacement(new Placement(List.of(), List.of(), perNode, List.of()));
    }

    static ServiceSpec files(ServiceSpec spec, List<String> secrets, List<String> configs) {
        return spec.withContainer(spec.container()
                .withFiles(
                        secrets.stream().map(Specs::reference).toList(),
                        configs.stream().map(Specs::reference).toList()));
    }

    private static FileReference reference(String name) {
        return new FileReference(name, Optional.empty(), name, "0", "0", 0444);
    }

    static ServiceSpec environment(ServiceSpec spec, String... variables) {
        return command(
                spec,
                old -> new Command(
                        old.entrypoint(),
                        old.arguments(),
                        List.of(variables),
                        old.workingDirectory(),
                        old.user(),
                        old.groups(),
                        old.tty(),
                        old.openStdin(),
                        old.init()));
    }

    private static ServiceSpec command(ServiceSpec spec, UnaryOperator<Command> change) {
        var old = spec.container();
        return spec.withContainer(new ContainerSpec(
                old.image(),
                change.apply(old.command()),
                old.naming(),
                old.labels(),
                old.mounts(),
                old.secrets(),
                old.configs(),
                old.healthcheck(),
                old.stopSignal(),
                old.stopGrace(),
                old.privileges(),
                old.access(),
                old.logDriver()));
    }

    static ServiceSpec labels(ServiceSpec spec, String name, String value) {
        return copy(spec, Immutable.sorted(Map.of(name, value)), spec.update(), spec.ports());
    }

    static ServiceSpec order(ServiceSpec spec, Rollout.Order order) {
        var rollout = new Rollout(1, Duration.ZERO, Duration.ofSeconds(5), 0, Rollout.OnFailure.PAUSE, order);
        return copy(spec, spec.labels(), rollout, spec.ports());
    }

    static ServiceSpec ports(ServiceSpec spec, PortSpec... ports) {
        return copy(spec, spec.labels(), spec.update(), List.of(ports));
    }

    /** {@code published} 0: the cluster chooses. */
    static PortSpec port(int published, int target, PortSpec.PublishMode mode) {
        return new PortSpec(
                target,
                published == 0 ? Optional.empty() : Optional.of(published),
                PortSpec.Protocol.TCP,
                mode,
                Optional.empty());
    }

    private static ServiceSpec copy(
            ServiceSpec spec, SortedMap<String, String> labels, Rollout update, List<PortSpec> ports) {
        return new ServiceSpec(
                spec.name(),
                labels,
                spec.container(),
                spec.mode(),
                spec.resources(),
                spec.restart(),
                update,
                spec.rollback(),
                spec.placement(),
                spec.networks(),
                ports,
                spec.endpointMode(),
                spec.pace(),
                spec.dependencies(),
                spec.forceUpdate());
    }
}

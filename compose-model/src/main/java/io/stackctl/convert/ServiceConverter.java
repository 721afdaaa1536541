package io.stackctl.convert;

import io.stackctl.compose.Cpus;
import io.stackctl.compose.GoDurations;
import io.stackctl.compose.PlatformName;
import io.stackctl.compose.Reading;
import io.stackctl.compose.model.Access;
import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.Deploy;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Service;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.spec.Constraint;
import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Pace;
import io.stackctl.spec.Placement;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Resources;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.ServiceSpec.Dependencies;
import io.stackctl.spec.ServiceSpec.Dependencies.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Converts one service. */
final class ServiceConverter {
    private final Scope scope;
    private final NetworkConverter networks;
    private final ContainerConverter containers;
    private final Reading reading;

    ServiceConverter(
            Scope scope,
            ComposeFile file,
            NetworkConverter networks,
            Reading reading,
            Diagnostics.Collector diagnostics) {
        this.reading = reading;
        this.scope = scope;
        this.networks = networks;
        this.containers = new ContainerConverter(scope, file, diagnostics);
    }

    ServiceSpec convert(Service service) {
        Deploy deploy = service.deploy();
        return new ServiceSpec(
                scope.name(service.name()),
                labels(service),
                containers.convert(service),
                mode(deploy),
                new Resources(limit(deploy.limits()), reservation(deploy.reservations())),
                RolloutConverter.restart(service),
                RolloutConverter.rollout(deploy.update()),
                RolloutConverter.rollout(deploy.rollback()),
                placement(deploy.placement(), service.access()),
                networks.attachments(service),
                ports(service),
                Words.constant(List.of(EndpointMode.values()), deploy.endpointMode(), Defaults.ENDPOINT_MODE),
                pace(service.pace()),
                dependencies(service),
                0);
    }

    /** The peer starts all services at once. */
    private Optional<Dependencies> dependencies(Service service) {
        if (reading == Reading.PEER || service.dependsOn().isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Condition> on = new TreeMap<>();
        service.dependsOn().forEach(dependency -> on.put(dependency.service().value(), dependency.condition()));
        return Optional.of(new Dependencies(on));
    }

    /** On the node's own network a container listens on the node's ports by itself. */
    private List<PortSpec> ports(Service service) {
        boolean ofNode =
                reading == Reading.OURS && service.access().networkMode().isPresent();
        return ofNode ? List.of() : PortConverter.convert(service.ports());
    }

    private SortedMap<String, String> labels(Service service) {
        SortedMap<String, String> labels = scope.labels(service.deploy().labels());
        service.image().ifPresent(image -> labels.putIfAbsent(Scope.IMAGE_LABEL, image.value()));
        return labels;
    }

    private static Mode mode(Deploy deploy) {
        int replicas = deploy.replicas()
                .map(Located::value)
                .map(RolloutConverter::toInt)
                .orElse(Defaults.REPLICAS);
        return switch (deploy.mode().map(Located::value).orElse("replicated")) {
            case "global" -> new Mode.Global();
            case "replicated-job" -> new Mode.ReplicatedJob(replicas, replicas);
            case "global-job" -> new Mode.GlobalJob();
            default -> new Mode.Replicated(replicas);
        };
    }

    private static Resources.Limit limit(Optional<Deploy.Resources> given) {
        return given.map(resources -> new Resources.Limit(
                        cpus(resources), memory(resources), resources.pids().orElse(0L)))
                .orElse(Resources.NONE.limit());
    }

    private static Resources.Reservation reservation(Optional<Deploy.Resources> given) {
        return given.map(resources -> {
                    SortedMap<String, Long> generic = new TreeMap<>();
                    resources
                            .generic()
                            .forEach(resource -> generic.merge(resource.kind(), resource.value(), Long::sum));
                    return new Resources.Reservation(cpus(resources), memory(resources), generic);
                })
                .orElse(Resources.NONE.reservation());
    }

    private static long cpus(Deploy.Resources resources) {
        return resources.cpus().map(cpus -> Cpus.nanos(cpus.value())).orElse(0L);
    }

    private static long memory(Deploy.Resources resources) {
        return resources.memory().map(Located::value).orElse(0L);
    }

    private static Placement placement(Deploy.Placement placement, Access access) {
        List<Constraint> constraints = placement.constraints().stream()
                .map(text -> constraint(text.value()))
                .toList();
        return new Placement(
                constraints,
                placement.spread().stream().map(Located::value).toList(),
                placement.maxReplicasPerNode().map(RolloutConverter::toInt).orElse(0),
                access.platform().stream()
                        .flatMap(text -> PlatformName.parse(text.value()).stream())
                        .toList());
    }

    /** What is no constraint stays as a whole: only the peer's reading lets it pass, and no node meets it. */
    private static Constraint constraint(String text) {
        return switch (Constraint.parse(text)) {
            case Constraint.Parsed.Valid(var constraint) -> constraint;
            case Constraint.Parsed.Invalid _ -> new Constraint(text, Constraint.Operator.EQUAL, "");
        };
    }

    private static Pace pace(Service.Pace pace) {
        return new Pace(
                duration(pace.drain(), Defaults.DRAIN), duration(pace.progressDeadline(), Defaults.PROGRESS_DEADLINE));
    }

    private static Duration duration(Optional<Located<String>> given, Duration standard) {
        return given.map(Located::value).flatMap(GoDurations::parse).orElse(standard);
    }
}

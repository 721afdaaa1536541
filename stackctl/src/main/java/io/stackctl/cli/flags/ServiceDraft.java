package io.stackctl.cli.flags;

import io.stackctl.spec.Constraint;
import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.Placement;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Restart;
import io.stackctl.spec.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service that is being edited, flag by flag. Lives for one command. */
final class ServiceDraft {
    private static final Comparator<PortSpec> PORTS = Comparator.comparingInt(
                    (PortSpec port) -> port.published().orElse(0))
            .thenComparingInt(PortSpec::target)
            .thenComparing(PortSpec::protocol);

    /** The variables that the user has, for {@code --env NAME}. */
    final Map<String, String> ofUser;

    final TreeMap<String, String> labels;
    final ContainerDraft container;
    final ModeDraft mode;
    long limitCpus;
    long limitMemory;
    long limitPids;
    long reservedCpus;
    long reservedMemory;
    final TreeMap<String, Long> generic;
    Restart.Condition restartCondition;
    Duration restartDelay;
    int restartAttempts;
    Duration restartWindow;
    final RolloutDraft update;
    final RolloutDraft rollback;
    final List<Constraint> constraints;
    final List<String> preferences;
    int maxReplicasPerNode;
    final TreeMap<String, NetworkAttachment> networks = new TreeMap<>();
    final List<PortSpec> ports;
    EndpointMode endpointMode;
    long forceUpdate;
    private final ServiceSpec before;

    ServiceDraft(ServiceSpec spec, Map<String, String> ofUser) {
        this.ofUser = ofUser;
        before = spec;
        labels = new TreeMap<>(spec.labels());
        container = new ContainerDraft(spec.container());
        mode = new ModeDraft(spec.mode());
        var limit = spec.resources().limit();
        limitCpus = limit.nanoCpus();
        limitMemory = limit.memoryBytes();
        limitPids = limit.pids();
        var reservation = spec.resources().reservation();
        reservedCpus = reservation.nanoCpus();
        reservedMemory = reservation.memoryBytes();
        generic = new TreeMap<>(reservation.generic());
        restartCondition = spec.restart().condition();
        restartDelay = spec.restart().delay();
        restartAttempts = spec.restart().maxAttempts();
        restartWindow = spec.restart().window();
        update = new RolloutDraft(spec.update());
        rollback = new RolloutDraft(spec.rollback());
        constraints = new ArrayList<>(spec.placement().constraints());
        preferences = new ArrayList<>(spec.placement().preferences());
        maxReplicasPerNode = spec.placement().maxReplicasPerNode();
        spec.networks().forEach(network -> networks.put(network.network(), network));
        ports = new ArrayList<>(spec.ports());
        endpointMode = spec.endpointMode();
        forceUpdate = spec.forceUpdate();
    }

    /** The image before any flag. */
    String imageBefore() {
        return before.container().image();
    }

    ServiceSpec spec() throws FlagException {
        ports.sort(PORTS);
        return new ServiceSpec(
                before.name(),
                labels,
                container.spec(),
                mode.mode(),
                new Resources(
                        new Resources.Limit(limitCpus, limitMemory, limitPids),
                        new Resources.Reservation(reservedCpus, reservedMemory, generic)),
                new Restart(restartCondition, restartDelay, restartAttempts, restartWindow),
                update.rollout(),
                rollback.rollout(),
                new Placement(
                        constraints,
                        preferences,
                        maxReplicasPerNode,
                        before.placement().platforms()),
                List.copyOf(networks.values()),
                ports,
                endpointMode,
                before.pace(),
                before.dependencies(),
                forceUpdate);
    }
}

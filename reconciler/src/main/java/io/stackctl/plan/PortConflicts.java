package io.stackctl.plan;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Service;
import io.stackctl.spec.PortSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Published ports are unique over the cluster, but that several services may publish the same one in host mode: those
 * meet, or not, on the nodes.
 */
final class PortConflicts {
    private final PlanDraft draft;
    private final TreeMap<Integer, List<Held>> held = new TreeMap<>();

    private record Held(Service holder, PortSpec port, boolean pruned) {}

    private PortConflicts(PlanDraft draft) {
        this.draft = draft;
    }

    /** Refuses what clashes; a service that is pruned in the same plan gives its port up at once. */
    static void check(PlanDraft draft) {
        var conflicts = new PortConflicts(draft);
        Owners.services(draft.state())
                .filter(service -> draft.planned.stream()
                        .noneMatch(planned -> planned.after().id().equals(service.id())))
                .forEach(service -> conflicts.hold(service, draft.options().prune() && draft.owns(service.stack())));
        draft.planned.stream()
                .filter(planned -> !planned.moves())
                .forEach(planned -> conflicts.hold(planned.after(), false));
        draft.planned.stream().filter(PlannedService::moves).forEach(planned -> {
            conflicts.check(planned.after());
            conflicts.hold(planned.after(), false);
        });
    }

    private void hold(Service service, boolean pruned) {
        for (var port : service.ports()) {
            port.published()
                    .ifPresent(number ->
                            held.computeIfAbsent(number, _ -> new ArrayList<>()).add(new Held(service, port, pruned)));
        }
    }

    private void check(Service service) {
        for (var port : service.ports()) {
            var others = port.published().map(held::get).orElse(null);
            if (others != null) {
                others.stream()
                        .filter(other -> clash(port, other.port()))
                        .findFirst()
                        .ifPresent(other -> clash(service, port, other));
            }
        }
    }

    private static boolean clash(PortSpec one, PortSpec other) {
        boolean bothHost = one.mode() == PortSpec.PublishMode.HOST && other.mode() == PortSpec.PublishMode.HOST;
        boolean sameAddress = one.hostAddress().isEmpty()
                || other.hostAddress().isEmpty()
                || one.hostAddress().equals(other.hostAddress());
        return one.protocol() == other.protocol() && !bothHost && sameAddress;
    }

    private void clash(Service service, PortSpec port, Held other) {
        if (other.pruned()) {
            draft.changes.add(new Change.PutService(
                    other.holder().onTheWayOut(draft.context().now())));
        } else {
            draft.refusals.add(new Refusal.PortTaken(
                    service.name(),
                    port,
                    other.holder().name(),
                    other.holder().id().value(),
                    other.port().mode()));
        }
    }
}

package io.stackctl.plan;

import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Task;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The services of a stack: what is made, what moves to another spec version, what stays. */
final class ServicePlanner {
    private final PlanDraft draft;
    private final References references;
    private final TreeMap<ServiceId, SpecVersion> highest = new TreeMap<>();

    ServicePlanner(PlanDraft draft, References references) {
        this.draft = draft;
        this.references = references;
        draft.state().specs().keys().forEach(key -> highest.put(key.service(), key.version()));
    }

    void plan() {
        draft.spec().services().forEach(this::plan);
        Owners.services(draft.state(), draft.stackId())
                .filter(service -> draft.spec().services().stream()
                        .noneMatch(wanted -> wanted.name().equals(service.name())))
                .forEach(this::leftFile);
    }

    private void plan(ServiceSpec fromFile) {
        var wanted = references.resolved(fromFile);
        var live = Owners.service(draft.state(), wanted.name());
        if (live.isEmpty()) {
            create(wanted);
        } else if (draft.owns(live.get().stack())) {
            compare(live.get(), wanted);
        } else {
            draft.refuseName(
                    new Subject(ObjectKind.SERVICE, wanted.name()), live.get().stack());
        }
    }

    void create(ServiceSpec spec) {
        var service = new Service(
                new ServiceId(draft.context().ids().next()),
                draft.owner(),
                spec.name(),
                SpecVersion.FIRST,
                Optional.empty(),
                rolling(spec),
                spec.ports(),
                draft.context().now(),
                draft.context().now(),
                false);
        put(new PlannedService(Optional.empty(), Optional.empty(), service, spec));
        draft.steps.add(new PlanStep.Create(subject(service), TaskCounts.wanted(draft.state(), spec)));
    }

    private void compare(Service live, ServiceSpec fromFile) {
        var running = draft.state().spec(live);
        compare(live, running, Images.asKnown(fromFile, running).withForceUpdate(running.forceUpdate()));
    }

    /** {@code wanted}: with all references pinned. */
    void compare(Service live, ServiceSpec running, ServiceSpec wanted) {
        if (!ModeText.of(running.mode()).equals(ModeText.of(wanted.mode()))) {
            draft.refusals.add(
                    new Refusal.ModeChange(live.name(), ModeText.of(running.mode()), ModeText.of(wanted.mode())));
            return;
        }
        if (!running.equals(wanted)) {
            change(live, running, wanted);
        } else if (live.progress() instanceof Progress.Paused) {
            put(new PlannedService(Optional.of(live), Optional.of(running), live.with(rolling(wanted)), wanted));
            draft.steps.add(new PlanStep.Change(subject(live), List.of(), new Effect.Resumed()));
        } else {
            keep(live, running, PlanStep.Keep.Reason.UNCHANGED);
        }
    }

    private void change(Service live, ServiceSpec running, ServiceSpec wanted) {
        var next = nextVersion(live);
        // Where only the managers' part differs there is nothing to roll, unless a rollout is on its way already.
        boolean replaces = Replacement.needed(running, wanted);
        var progress = switch (live.progress()) {
            case Progress.Settled settled when !replaces -> settled;
            case Progress.Rolling rolling when !replaces -> rolling.goingOn(TaskCounts.wanted(draft.state(), wanted));
            case Progress _ -> rolling(wanted);
        };
        var moved = live.moved(next, progress, draft.context().now()).withPorts(ports(live, running, wanted));
        put(new PlannedService(Optional.of(live), Optional.of(running), moved, wanted));
        draft.steps.add(new PlanStep.Change(
                subject(live),
                SpecDiff.between(running, wanted).fields(),
                Effects.of(draft.state(), live, running, wanted)));
    }

    private Progress rolling(ServiceSpec spec) {
        return new Progress.Rolling(
                Progress.Direction.FORWARD,
                draft.context().now(),
                new Birth(draft.state().revision().next(), 0),
                TaskCounts.wanted(draft.state(), spec),
                Optional.empty());
    }

    /** One more than any version of the service that is still known anywhere. */
    private SpecVersion nextVersion(Service live) {
        var top = highest.getOrDefault(live.id(), live.version());
        for (var task : draft.state().tasks().of(live.id())) {
            top = task.version().compareTo(top) > 0 ? task.version() : top;
        }
        return (top.compareTo(live.version()) > 0 ? top : live.version()).next();
    }

    /** A number that the cluster chose stays with its target port. */
    static List<PortSpec> ports(Service live, ServiceSpec running, ServiceSpec wanted) {
        var chosen = new ArrayList<>(live.ports());
        chosen.removeIf(port -> port.published().isEmpty() || running.ports().contains(port));
        return wanted.ports().stream().map(port -> withNumber(port, chosen)).toList();
    }

    private static PortSpec withNumber(PortSpec wanted, List<PortSpec> chosen) {
        if (wanted.published().isPresent()) {
            return wanted;
        }
        for (var port : chosen) {
            if (port.target() == wanted.target()
                    && port.protocol() == wanted.protocol()
                    && port.mode() == wanted.mode()) {
                chosen.remove(port);
                return new PortSpec(
                        wanted.target(), port.published(), wanted.protocol(), wanted.mode(), wanted.hostAddress());
            }
        }
        return wanted;
    }

    private void put(PlannedService planned) {
        var service = planned.after();
        if (planned.moves()) {
            draft.changes.add(new Change.PutSpec(service.spec(), planned.spec()));
        }
        draft.changes.add(new Change.PutService(service));
        draft.planned.add(planned);
        draft.services.put(draft.shortName(service.name()), service.spec());
    }

    private void keep(Service live, ServiceSpec running, PlanStep.Keep.Reason reason) {
        draft.planned.add(new PlannedService(Optional.of(live), Optional.of(running), live, running));
        draft.services.put(draft.shortName(live.name()), new SpecKey(live.id(), live.version()));
        draft.steps.add(new PlanStep.Keep(subject(live), reason));
    }

    private void leftFile(Service live) {
        if (draft.options().prune()) {
            int tasks = (int) draft.state()
                    .tasks()
                    .of(live.id())
                    .values()
                    .filter(Task::alive)
                    .count();
            draft.steps.add(new PlanStep.Remove(subject(live), tasks, PlanStep.Remove.Reason.PRUNED));
        } else {
            keep(live, draft.state().spec(live), PlanStep.Keep.Reason.LEFT_FILE);
        }
    }

    private static Subject subject(Service service) {
        return new Subject(ObjectKind.SERVICE, service.name());
    }
}

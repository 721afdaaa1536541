package io.stackctl.plan;

import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Takes a whole stack back to a revision that is kept: its services with their images, and the versions of secrets and
 * configs that they were pinned to. It makes a new revision that restores the old one. What the stack has beside it goes
 * when the rollback has settled.
 */
public final class StackRollback {
    private final ClusterState state;
    private final Stack stack;
    private final StackRevision target;
    private final PlanContext context;
    private final String why;
    private final List<PlanStep> steps = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final TreeSet<Subject> missing = new TreeSet<>();
    private final TreeMap<String, SpecKey> services = new TreeMap<>();

    private StackRollback(ClusterState state, Stack stack, StackRevision target, PlanContext context, String why) {
        this.state = state;
        this.stack = stack;
        this.target = target;
        this.context = context;
        this.why = why;
    }

    /** {@code to}: a kept revision's number; without one the newest before the current that settled. */
    public static Planned plan(ClusterState state, String name, Optional<Long> to, PlanContext context) {
        var stack = Owners.stack(state, name);
        if (stack.isEmpty()) {
            var known = state.stacks().values().filter(it -> !it.removing()).map(Stack::name);
            return refused(new Refusal.Unknown(new Subject(ObjectKind.STACK, name), Nearest.to(name, known)));
        }
        var revisions = stack.get().revisions();
        var target =
                to.isPresent() ? numbered(revisions, to.get()) : stack.get().settledBefore();
        if (target.isEmpty()) {
            return refused(
                    to.isPresent()
                            ? new Refusal.UnknownRevision(
                                    name,
                                    to.get(),
                                    revisions.stream()
                                            .map(StackRevision::number)
                                            .toList())
                            : new Refusal.NothingToGoBackTo(name));
        }
        var why = "rolled back to revision " + target.get().number() + " on request";
        return new StackRollback(state, stack.get(), target.get(), context, why).plan();
    }

    private static Planned refused(Refusal why) {
        return new Planned.Refused(List.of(why));
    }

    private static Optional<StackRevision> numbered(List<StackRevision> revisions, long number) {
        return revisions.stream()
                .filter(revision -> revision.number() == number)
                .findFirst();
    }

    private Planned plan() {
        Restoration.of(state, target).forEach(this::restore);
        Owners.services(state, stack.id())
                .filter(service -> !services.containsKey(shortName(service)))
                .forEach(this::leave);
        if (!missing.isEmpty()) {
            return new Planned.Refused(missing.stream()
                    .<Refusal>map(subject -> new Refusal.RevisionNeeds(stack.name(), target.number(), subject))
                    .toList());
        }
        long from = stack.current().map(StackRevision::number).orElse(0L);
        if (!changes.isEmpty() || from != target.number()) {
            changes.add(new Change.PutStack(Restoration.revised(stack, revision(from + 1))));
        }
        steps.sort(Comparator.comparing(PlanStep::subject));
        return new Planned.Accepted(new StackPlan(
                stack.name(),
                "",
                from,
                changes.isEmpty() ? from : from + 1,
                steps,
                List.of(),
                PlacementPreview.NOTHING,
                changes));
    }

    private void restore(Restoration restoration) {
        switch (restoration) {
            case Restoration.There(var shortName, var live, var key) -> {
                needs(state.spec(key));
                services.put(shortName, key);
                steps.add(new PlanStep.Keep(
                        new Subject(ObjectKind.SERVICE, live.name()), PlanStep.Keep.Reason.UNCHANGED));
            }
            case Restoration.Back(var shortName, var live, var key) -> {
                needs(state.spec(key));
                services.put(shortName, key);
                goBack(live, key);
            }
            case Restoration.Missing(var shortName, var key) -> {
                needs(state.spec(key));
                create(shortName, state.spec(key));
            }
        }
    }

    private void goBack(Service live, SpecKey key) {
        var running = state.spec(live);
        var spec = state.spec(key);
        changes.add(new Change.PutService(live.back(key.version(), rolling(spec), context.now())
                .withPorts(ServicePlanner.ports(live, running, spec))));
        steps.add(new PlanStep.Change(
                new Subject(ObjectKind.SERVICE, live.name()),
                SpecDiff.between(running, spec).fields(),
                Effects.of(state, live, running, spec)));
    }

    /** A service that was pruned since. Its name may have been given to somebody else. */
    private void create(String shortName, ServiceSpec spec) {
        var subject = new Subject(ObjectKind.SERVICE, spec.name());
        if (Owners.service(state, spec.name()).isPresent()) {
            missing.add(subject);
            return;
        }
        var service = new Service(
                new ServiceId(context.ids().next()),
                Optional.of(stack.id()),
                spec.name(),
                SpecVersion.FIRST,
                Optional.empty(),
                rolling(spec),
                spec.ports(),
                context.now(),
                context.now(),
                false);
        changes.add(new Change.PutSpec(service.spec(), spec));
        changes.add(new Change.PutService(service));
        services.put(shortName, service.spec());
        steps.add(new PlanStep.Create(subject, TaskCounts.wanted(state, spec)));
    }

    private void leave(Service service) {
        int tasks = (int) TaskCounts.live(state, service).count();
        steps.add(new PlanStep.Remove(
                new Subject(ObjectKind.SERVICE, service.name()), tasks, PlanStep.Remove.Reason.PRUNED));
    }

    private Progress rolling(ServiceSpec spec) {
        return new Progress.Rolling(
                Progress.Direction.BACK,
                context.now(),
                new Birth(state.revision().next(), 0),
                TaskCounts.wanted(state, spec),
                Optional.of(why));
    }

    private void needs(ServiceSpec spec) {
        for (var attachment : spec.networks()) {
            if (!References.predefined(attachment.network())
                    && Owners.network(state, attachment.network()).isEmpty()) {
                missing.add(new Subject(ObjectKind.NETWORK, attachment.network()));
            }
        }
        needs(ObjectKind.SECRET, spec.container().secrets());
        needs(ObjectKind.CONFIG, spec.container().configs());
    }

    private void needs(ObjectKind kind, List<FileReference> files) {
        for (var file : files) {
            boolean there = ContentRow.named(state, kind, file.name()).stream()
                    .anyMatch(row -> file.version().equals(Optional.of(row.version())));
            if (!there) {
                missing.add(new Subject(kind, file.name()));
            }
        }
    }

    private String shortName(Service service) {
        var prefix = stack.name() + "_";
        return service.name().startsWith(prefix) ? service.name().substring(prefix.length()) : service.name();
    }

    private StackRevision revision(long number) {
        return new StackRevision(
                number,
                context.now(),
                context.author(),
                context.message(),
                target.gitRevision(),
                Optional.of(target.number()),
                services,
                networks(),
                living(target.secrets(), state.secrets()::contains),
                living(target.configs(), state.configs()::contains),
                StackRevision.Result.ROLLING,
                Optional.empty());
    }

    /** Those of the old revision, and those that took the place of one of them under its name. */
    private List<NetworkId> networks() {
        var used = new TreeSet<String>();
        target.services()
                .values()
                .forEach(key -> state.spec(key).networks().forEach(attachment -> used.add(attachment.network())));
        return Owners.networks(state)
                .filter(network -> network.stack().equals(Optional.of(stack.id())))
                .filter(network -> target.networks().contains(network.id()) || used.contains(network.name()))
                .map(Network::id)
                .toList();
    }

    private static <T> List<T> living(List<T> ids, Predicate<T> there) {
        return ids.stream().filter(there).toList();
    }
}

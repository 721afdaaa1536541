package io.stackctl.simulation;

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
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.StackRevision;
import io.stackctl.plan.StackRemoval;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Mode;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.Subnet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What users ask of the cluster, as changes. */
final class Requests {
    static final String STACK_NAME = "demo";

    private final World world;
    private final Map<ServiceId, SpecVersion> versions = new HashMap<>();
    private StackId stack = new StackId("stack");

    Requests(World world) {
        this.world = world;
    }

    void createStack() {
        world.leader.request(new Change.PutStack(new Stack(stack, STACK_NAME, List.of(), false)));
    }

    /** A stack of the same name, beside the one that is on its way out. */
    void createStackAnew() {
        stack = new StackId(world.leader.newId());
        createStack();
    }

    StackId stack() {
        return stack;
    }

    /** {@code subnet}: the user's own range, or the cluster's choice. */
    void createNetwork(String name, Optional<String> subnet) {
        var pools = subnet
                .map(text -> new NetworkSpec.Pool(Subnet.parse(text).orElseThrow(), Optional.empty(), Optional.empty()))
                .stream()
                .toList();
        var spec = new NetworkSpec(name, "overlay", Immutable.emptyMap(), false, false, Immutable.emptyMap(), pools);
        world.leader.request(new Change.PutNetwork(new Network(
                new NetworkId(world.leader.newId()),
                Optional.of(stack),
                spec,
                Optional.empty(),
                Immutable.emptyMap(),
                Optional.empty(),
                world.now,
                false)));
    }

    /** Creates the service, or moves it to the spec. */
    void deploy(ServiceSpec spec) {
        var live = world.service(spec.name());
        if (live.isEmpty()) {
            create(spec);
            return;
        }
        var service = live.get();
        var before = world.state.spec(service);
        if (before.equals(spec)) {
            return;
        }
        if (service.progress() instanceof Progress.Rolling) {
            world.coverage.hit(Fault.DEPLOY_OVER_DEPLOY);
        }
        var next = versions.getOrDefault(service.id(), service.version()).next();
        versions.put(service.id(), next);
        boolean replaces = !spec.keepsTasksOf(before);
        var progress = switch (service.progress()) {
            case Progress.Settled settled when !replaces -> settled;
            case Progress.Rolling rolling when !replaces -> rolling.goingOn(slots(spec));
            case Progress _ -> rolling(spec);
        };
        world.leader.request(
                new Change.PutSpec(new SpecKey(service.id(), next), spec),
                new Change.PutService(service.moved(next, progress, world.now)));
    }

    /** What was asked for up to now becomes the next revision of the stack. */
    void deployed() {
        deployed(Optional.empty());
    }

    /** {@code onFailure}: instead of what each service's update says. */
    void deployed(Optional<StackRevision.OnFailure> onFailure) {
        world.after(Duration.ofMillis(100), () -> {}); // What was asked for is in the state after this.
        world.after(
                Duration.ofMillis(200),
                () -> world.state.stacks().get(stack).ifPresent(live -> revise(live, world.state, onFailure)));
    }

    /** In the very transaction that does what was asked for. */
    void deployedAtOnce(Optional<StackRevision.OnFailure> onFailure) {
        var asked = world.leader.asked();
        asked.stacks().get(stack).ifPresent(live -> revise(live, asked, onFailure));
    }

    /** As {@code service rollback}. */
    void goBack(Service service) {
        var before = service.previous().orElseThrow();
        var spec = world.state.spec(new SpecKey(service.id(), before));
        var rolling = new Progress.Rolling(
                Progress.Direction.BACK,
                world.now,
                new Birth(world.state.revision().next(), 0),
                slots(spec),
                Optional.of("asked for"));
        world.leader.request(new Change.PutService(service.back(before, rolling, world.now)));
    }

    /** As a deploy of what is there, after a pause. */
    void resume(Service service) {
        world.leader.request(new Change.PutService(service.with(rolling(world.state.spec(service)))));
        deployedAtOnce(Optional.empty());
    }

    private void revise(Stack live, ClusterState asked, Optional<StackRevision.OnFailure> onFailure) {
        var services = new TreeMap<String, SpecKey>();
        for (var service : asked.services()) {
            if (!service.removing()) {
                services.put(service.name(), service.spec());
            }
        }
        var networks = asked.networks()
                .values()
                .filter(network -> !network.removing())
                .map(Network::id)
                .toList();
        var revisions = new ArrayList<StackRevision>();
        for (var revision : live.revisions()) {
            boolean rolls = revision.result() == StackRevision.Result.ROLLING;
            revisions.add(rolls ? revision.with(StackRevision.Result.SUPERSEDED) : revision);
        }
        revisions.add(new StackRevision(
                live.current().map(StackRevision::number).orElse(0L) + 1,
                world.now,
                "user",
                "",
                Optional.empty(),
                Optional.empty(),
                services,
                networks,
                List.of(),
                List.of(),
                StackRevision.Result.ROLLING,
                onFailure));
        world.leader.request(new Change.PutStack(live.withRevisions(revisions)));
    }

    private void create(ServiceSpec spec) {
        var id = new ServiceId(world.leader.newId());
        versions.put(id, SpecVersion.FIRST);
        world.leader.request(
                new Change.PutSpec(new SpecKey(id, SpecVersion.FIRST), spec),
                new Change.PutService(new Service(
                        id,
                        Optional.of(stack),
                        spec.name(),
                        SpecVersion.FIRST,
                        Optional.empty(),
                        rolling(spec),
                        List.of(),
                        world.now,
                        world.now,
                        false)));
    }

    private Progress rolling(ServiceSpec spec) {
        var born = new Birth(world.state.revision().next(), 0);
        return new Progress.Rolling(Progress.Direction.FORWARD, world.now, born, slots(spec), Optional.empty());
    }

    private int slots(ServiceSpec spec) {
        return switch (spec.mode()) {
            case Mode.Replicated(int replicas) -> replicas;
            case Mode.ReplicatedJob(int _, int completions) -> completions;
            case Mode.Global _, Mode.GlobalJob _ -> world.state.nodes().size();
        };
    }

    void remove(Service service) {
        world.coverage.hit(Fault.SERVICE_REMOVED);
        world.leader.request(new Change.PutService(service.onTheWayOut(world.now)));
    }

    void removeStack() {
        switch (StackRemoval.plan(world.leader.asked(), STACK_NAME, world.now)) {
            case StackRemoval.Outcome.Removing(var _, var changes) ->
                world.leader.request(changes.toArray(Change[]::new));
            case StackRemoval.Outcome.Nothing(var why) -> throw new Violation("there is nothing to remove: " + why);
            case StackRemoval.Outcome.Refused(var reasons) -> throw new Violation("it stays: " + reasons);
        }
    }
}

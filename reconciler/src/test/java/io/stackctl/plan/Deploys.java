package io.stackctl.plan;

import io.stackctl.cluster.Applied;
import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.cluster.Transaction;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import io.stackctl.spec.StackSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A cluster to deploy to, on which whatever is deployed runs at once. */
final class Deploys {
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    static final DeployOptions PLAIN = new DeployOptions(false, false);
    static final DeployOptions PRUNE = new DeployOptions(true, false);

    private ClusterState state = ClusterState.EMPTY;
    private int made;

    Deploys(String... nodes) {
        for (var node : nodes) {
            state = state.with(new Change.PutNode(node(node)));
        }
    }

    static Node node(String id) {
        return new Node(
                new NodeId(id),
                1,
                Node.Role.WORKER,
                Node.Availability.ACTIVE,
                Immutable.emptyMap(),
                new Node.Description(
                        id,
                        new Platform("linux", "x86_64"),
                        4_000_000_000L,
                        8L << 30,
                        Immutable.emptyMap(),
                        1,
                        Optional.of(new Node.Engine("28.0.0", "1.44", Immutable.emptyMap(), List.of()))),
                new Node.NodeStatus(Node.State.READY, "", "10.0.0.1"),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    ClusterState state() {
        return state;
    }

    void change(Change change) {
        state = state.with(change);
    }

    PlanContext context() {
        return new PlanContext(NOW, this::nextId, "alice", "a message", Optional.of("abc"));
    }

    private String nextId() {
        made++;
        return "id%04d".formatted(made);
    }

    Planned plan(StackSpec spec, DeployOptions options) {
        return StackPlanner.plan(state, spec, options, contents(spec), context());
    }

    StackPlan accepted(StackSpec spec, DeployOptions options) {
        return switch (plan(spec, options)) {
            case Planned.Accepted(var plan) -> plan;
            case Planned.Refused(var reasons) ->
                throw new AssertionError(reasons.stream().map(Refusal::sentence).toList());
        };
    }

    List<String> refused(StackSpec spec) {
        return switch (plan(spec, PLAIN)) {
            case Planned.Accepted(var plan) -> throw new AssertionError("accepted: " + plan.steps());
            case Planned.Refused(var reasons) ->
                reasons.stream().map(Refusal::sentence).toList();
        };
    }

    StackPlan deploy(StackSpec spec) {
        return deploy(spec, PLAIN);
    }

    StackPlan deploy(StackSpec spec, DeployOptions options) {
        var plan = accepted(spec, options);
        if (!plan.isEmpty()) {
            apply(plan.changes());
        }
        return plan;
    }

    void apply(List<Change> changes) {
        var transaction = new Transaction(state.revision(), NOW, "test", List.of(), changes);
        state = ((Applied.Ok) state.apply(transaction)).state();
    }

    /** All rollouts end well: each service has its tasks, on the nodes in turn, and every revision is settled. */
    void settle() {
        var nodes = state.nodes().keys().toList();
        for (var service :
                state.services().values().filter(it -> !it.removing()).toList()) {
            for (var task : state.tasks().of(service.id()).values().toList()) {
                state = state.with(new Change.RemoveTask(task.key()));
            }
            int wanted = TaskCounts.wanted(state, state.spec(service));
            for (int i = 0; i < wanted; i++) {
                state = state.with(new Change.PutTask(running(service, i, nodes.get(i % nodes.size()))));
            }
            state = state.with(new Change.PutService(service.with(Progress.SETTLED)));
        }
        for (var stack : state.stacks().values().toList()) {
            state = state.with(new Change.PutStack(settled(stack)));
        }
    }

    private static Stack settled(Stack stack) {
        var revisions = new ArrayList<StackRevision>(stack.revisions());
        revisions.set(revisions.size() - 1, revisions.getLast().with(StackRevision.Result.SETTLED));
        return stack.withRevisions(revisions);
    }

    private Task running(Service service, int index, NodeId node) {
        return new Task(
                new TaskKey(service.id(), new TaskId(nextId())),
                service.version(),
                state.spec(service).mode().onEachNode() ? new Slot.OnNode(node) : new Slot.Replica(index + 1),
                Optional.of(node),
                Desired.RUNNING,
                Status.of(Phase.RUNNING, NOW, "started"),
                new Serving.In(state.revision()),
                new Birth(new Revision(1), index),
                NOW,
                Optional.empty(),
                NOW,
                Attempts.NONE,
                List.of(),
                Optional.empty());
    }

    /** Every content that the spec names, made up. */
    static Contents contents(StackSpec spec) {
        var all = new TreeMap<Contents.Key, Bytes>();
        spec.secrets()
                .forEach(secret -> secret.version()
                        .ifPresent(version -> all.put(
                                new Contents.Key(ObjectKind.SECRET, secret.name(), version), bytes(version.value()))));
        spec.configs()
                .forEach(config -> config.version()
                        .ifPresent(version -> all.put(
                                new Contents.Key(ObjectKind.CONFIG, config.name(), version), bytes(version.value()))));
        return new Contents(all);
    }

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

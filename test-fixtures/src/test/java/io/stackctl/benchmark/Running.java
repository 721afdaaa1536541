package io.stackctl.benchmark;

import io.stackctl.cluster.Applied;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Ids;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.Transaction;
import io.stackctl.plan.Contents;
import io.stackctl.plan.DeployOptions;
import io.stackctl.plan.PlanContext;
import io.stackctl.plan.Planned;
import io.stackctl.plan.StackPlanner;
import io.stackctl.reconcile.Memo;
import io.stackctl.reconcile.Observed;
import io.stackctl.reconcile.Reconciler;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Brings a cluster to rest the way it would get there: deploys, ticks, and agents that report at once. */
final class Running {
    /** Ticks after which a cluster that is not at rest never will be. */
    private static final int PATIENCE = 10_000;

    private ClusterState state;
    private final Memo memo = new Memo();
    private final Ids ids = ids();

    private Running(ClusterState state) {
        this.state = state;
    }

    /** Ids in the order of their making. */
    static Ids ids() {
        return new Ids() {
            private int made;

            @Override
            public String next() {
                made++;
                return "id%08d".formatted(made);
            }
        };
    }

    /** Every node is connected and follows the newest revision. */
    static Observed observed(ClusterState state, Instant now) {
        var nodes = new TreeMap<NodeId, Observed.NodeSight>();
        state.nodes().keys().forEach(id -> nodes.put(id, new Observed.NodeSight(true, state.revision())));
        return new Observed(now, nodes);
    }

    /** Tasks up to which services get networks: giving addresses one by one to more would take the set-up minutes. */
    private static final int MOST_ADDRESSES = 10_000;

    /** One stack for each service, on a network of its own if there are few enough, with every task serving. */
    static ClusterState all(Size size) {
        var running = new Running(size.empty());
        for (int i = 0; i < size.services(); i++) {
            running.deploy(size, "stack" + i);
        }
        return running.atRest();
    }

    private void deploy(Size size, String name) {
        var network = name + "_default";
        var attachment = new NetworkAttachment(network, List.of(), Immutable.emptyMap(), Optional.empty());
        List<NetworkAttachment> attachments = size.tasks() <= MOST_ADDRESSES ? List.of(attachment) : List.of();
        List<ServiceSpec> services = List.of(size.service(name + "_service", attachments));
        var spec = new StackSpec(
                name,
                services,
                List.of(new NetworkSpec(
                        network, "overlay", Immutable.emptyMap(), false, false, Immutable.emptyMap(), List.of())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        var context = new PlanContext(state.at(), ids, "", "", Optional.empty());
        switch (StackPlanner.plan(state, spec, new DeployOptions(false, true), Contents.NONE, context)) {
            case Planned.Accepted(var plan) -> apply(state.at(), plan.changes());
            case Planned.Refused(var reasons) -> throw new IllegalStateException(reasons.toString());
        }
    }

    private void apply(Instant at, List<Change> changes) {
        var transaction = new Transaction(state.revision(), at, "", List.of(), changes);
        state = switch (state.apply(transaction)) {
            case Applied.Ok(var next) -> next;
            case Applied.Stale stale -> throw new IllegalStateException(stale.toString());
        };
    }

    private ClusterState atRest() {
        var now = state.at();
        for (int i = 0; i < PATIENCE; i++) {
            var tick = Reconciler.tick(state, observed(state, now), ids, memo);
            if (tick.changes().isEmpty()) {
                if (tick.wakeAt().isEmpty() || tick.wakeAt().get().isAfter(now.plus(Duration.ofMinutes(30)))) {
                    return state;
                }
                now = tick.wakeAt().get();
            } else {
                apply(now, tick.changes());
                apply(now, reports(tick.changes(), now));
            }
        }
        throw new IllegalStateException("the cluster does not come to rest");
    }

    /** What agents say of the tasks that the tick gave them. */
    private List<Change> reports(List<Change> changes, Instant now) {
        var reports = new ArrayList<Change>();
        for (var change : changes) {
            if (change instanceof Change.PutTask(Task task)
                    && task.alive()
                    && task.node().isPresent()) {
                task.hearing(Status.of(Phase.RUNNING, now, "started"))
                        .ifPresent(heard -> reports.add(new Change.PutTask(heard)));
            }
        }
        return reports;
    }
}

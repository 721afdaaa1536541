package io.stackctl.benchmark;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterSettings;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.Command;
import io.stackctl.spec.Constraint;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Naming;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.Pace;
import io.stackctl.spec.Placement;
import io.stackctl.spec.Platform;
import io.stackctl.spec.Privileges;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster of a given size: so many tasks in services of so many replicas, on so many nodes in three zones. */
record Size(int tasks, int nodes, int replicas) {
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private static final Rollout ROLLOUT =
            new Rollout(1, Duration.ZERO, Duration.ofSeconds(5), 0, Rollout.OnFailure.PAUSE, Rollout.Order.STOP_FIRST);

    /** Reads {@code tasks/nodes/replicas}. */
    static Size parse(String text) {
        var parts = text.split("/", -1);
        return new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    int services() {
        return tasks / replicas;
    }

    /** The nodes alone. */
    ClusterState empty() {
        var initial = ClusterSettings.INITIAL;
        var state = ClusterState.EMPTY.with(new Change.PutSettings(new ClusterSettings(
                initial.id(),
                initial.format(),
                initial.taskHistory(),
                initial.addressPools(),
                20,
                initial.lastSubnet(),
                initial.nodeDownAfter(),
                initial.contentKey())));
        for (int i = 0; i < nodes; i++) {
            state = state.with(new Change.PutNode(node(i)));
        }
        return state;
    }

    /** The nodes, and every task waiting for one. */
    ClusterState waiting() {
        var state = empty();
        for (int service = 0; service < services(); service++) {
            var key = new SpecKey(new ServiceId("service-%06d".formatted(service)), SpecVersion.FIRST);
            state = state.with(new Change.PutSpec(key, service("service-" + service, List.of())));
            for (int i = 1; i <= replicas; i++) {
                state = state.with(new Change.PutTask(task(key, i)));
            }
        }
        return state;
    }

    /** Wants a little memory and CPU, keeps off one of the zones, spreads over the others. */
    ServiceSpec service(String name, List<NetworkAttachment> networks) {
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
                new Mode.Replicated(replicas),
                new Resources(
                        new Resources.Limit(0, 0, 0),
                        new Resources.Reservation(10_000_000L, 16L << 20, Immutable.emptyMap())),
                new Restart(Restart.Condition.ANY, Duration.ofSeconds(5), 0, Duration.ZERO),
                ROLLOUT,
                ROLLOUT,
                new Placement(
                        List.of(new Constraint("node.labels.zone", Constraint.Operator.NOT_EQUAL, "zone-2")),
                        List.of("node.labels.zone"),
                        0,
                        List.of(new Platform("linux", "amd64"))),
                networks,
                List.of(),
                EndpointMode.VIP,
                new Pace(Duration.ZERO, Duration.ofMinutes(10)),
                Optional.empty(),
                0);
    }

    private static Node node(int index) {
        var id = "node-%05d".formatted(index);
        return new Node(
                new NodeId(id),
                1,
                Node.Role.WORKER,
                Node.Availability.ACTIVE,
                Immutable.sorted(Map.of("zone", "zone-" + index % 3)),
                new Node.Description(
                        id,
                        new Platform("linux", "x86_64"),
                        64_000_000_000L,
                        256L << 30,
                        Immutable.emptyMap(),
                        1,
                        Optional.of(new Node.Engine("28.0.0", "1.44", Immutable.emptyMap(), List.of()))),
                new Node.NodeStatus(Node.State.READY, "", "10.0.0.1:2377"),
                START,
                START);
    }

    private static Task task(SpecKey spec, int replica) {
        return new Task(
                new TaskKey(spec.service(), new TaskId(spec.service() + "-" + replica)),
                spec.version(),
                new Slot.Replica(replica),
                Optional.empty(),
                Desired.RUNNING,
                Status.of(Phase.NEW, START, "new"),
                Serving.PENDING,
                new Birth(new Revision(1), replica),
                START,
                Optional.empty(),
                START,
                Attempts.NONE,
                List.of(),
                Optional.empty());
    }
}

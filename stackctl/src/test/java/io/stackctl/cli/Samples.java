package io.stackctl.cli;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Serving;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.Command;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Naming;
import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.Pace;
import io.stackctl.spec.Placement;
import io.stackctl.spec.Platform;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Privileges;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A stack named demo with services and tasks as a test needs them. Times count from {@link #START}. */
public final class Samples {
    public static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    public static final Node NODE_A = node("node-a", Node.State.READY);
    public static final Node NODE_B = node("node-b", Node.State.READY);

    private Samples() {}

    public static Node node(String name, Node.State state) {
        return new Node(
                new NodeId("id-" + name),
                1,
                Node.Role.MANAGER,
                Node.Availability.ACTIVE,
                new TreeMap<>(),
                new Node.Description(
                        name,
                        new Platform("linux", "x86_64"),
                        2_000_000_000L,
                        1L << 32,
                        new TreeMap<>(),
                        1,
                        Optional.of(new Node.Engine("20.10.24", "1.41", new TreeMap<>(), List.of()))),
                new Node.NodeStatus(state, "", "10.0.0.1"),
                START,
                START);
    }

    public static StackStatus status(long revision, StackStatus.Phase phase, ServiceState... services) {
        return new StackStatus(
                new Revision(revision),
                "demo",
                phase,
                43,
                List.of(services),
                List.of(NODE_A, NODE_B),
                START.plusSeconds(60),
                Optional.empty());
    }

    /** Collects what a service differs in from the usual: two replicas of {@code app:1}, no health check, settled. */
    public static final class ServiceBuilder {
        private final String name;
        private final List<Task> tasks = new ArrayList<>();
        private Mode mode = new Mode.Replicated(2);
        private Restart.Condition restart = Restart.Condition.ANY;
        private Progress progress = Progress.SETTLED;
        private String image = "app:1";
        private boolean checked;
        private boolean removing;
        private long version = 1;
        private int maxPerNode;
        private List<PortSpec> ports = List.of();

        private ServiceBuilder(String name) {
            this.name = name;
        }

        public ServiceBuilder mode(Mode other) {
            mode = other;
            return this;
        }

        public ServiceBuilder restart(Restart.Condition other) {
            restart = other;
            return this;
        }

        public ServiceBuilder progress(Progress other) {
            progress = other;
            return this;
        }

        public ServiceBuilder image(String other) {
            image = other;
            return this;
        }

        public ServiceBuilder checked() {
            checked = true;
            return this;
        }

        public ServiceBuilder removing() {
            removing = true;
            return this;
        }

        public ServiceBuilder version(long other) {
            version = other;
            return this;
        }

        public ServiceBuilder maxPerNode(int other) {
            maxPerNode = other;
            return this;
        }

        public ServiceBuilder ports(PortSpec... others) {
            ports = List.of(others);
            return this;
        }

        public ServiceBuilder task(TaskBuilder task) {
            tasks.add(task.build(name));
            return this;
        }

        public ServiceState build() {
            var service = new Service(
                    new ServiceId("sid-" + name),
                    Optional.of(new StackId("stack-demo")),
                    "demo_" + name,
                    new SpecVersion(version),
                    Optional.empty(),
                    progress,
                    ports,
                    START,
                    START,
                    removing);
            return new ServiceState(service, spec(), tasks, Optional.of("demo"));
        }

        private ServiceSpec spec() {
            var check = new Healthcheck(
                    List.of("CMD", "true"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            var container = new ContainerSpec(
                    image,
                    Command.OF_IMAGE,
                    Naming.DEFAULT,
                    new TreeMap<>(),
                    List.of(),
                    List.of(),
                    List.of(),
                    checked ? Optional.of(check) : Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(10),
                    Privileges.NORMAL,
                    NodeAccess.NONE,
                    Optional.empty());
            var rollout = new Rollout(
                    1, Duration.ZERO, Duration.ofSeconds(5), 0, Rollout.OnFailure.PAUSE, Rollout.Order.START_FIRST);
            return new ServiceSpec(
                    "demo_" + name,
                    new TreeMap<>(),
                    container,
                    mode,
                    Resources.NONE,
                    new Restart(restart, Duration.ofSeconds(5), 0, Duration.ZERO),
                    rollout,
                    rollout,
                    new Placement(List.of(), List.of(), maxPerNode, List.of()),
                    List.of(),
                    ports,
                    EndpointMode.VIP,
                    new Pace(Duration.ZERO, Duration.ofMinutes(10)),
                    Optional.empty(),
                    0);
        }
    }

    public static ServiceBuilder service(String name) {
        return new ServiceBuilder(name);
    }

    /** Collects what a task differs in from the usual: wanted, version 1, born with the deploy at revision 100. */
    public static final class TaskBuilder {
        private final Slot slot;
        private Phase phase;
        private Desired desired = Desired.RUNNING;
        private Serving serving = Serving.PENDING;
        private Optional<NodeId> node = Optional.of(NODE_B.id());
        private Optional<String> error = Optional.empty();
        private Optional<Integer> exitCode = Optional.empty();
        private Optional<Instant> runningSince = Optional.empty();
        private Optional<String> waiting = Optional.empty();
        private Instant at = START.plusSeconds(10);
        private long born = 100;
        private long version = 1;
        private String id = "";

        private TaskBuilder(Slot slot, Phase phase) {
            this.slot = slot;
            this.phase = phase;
        }

        public TaskBuilder desired(Desired other) {
            desired = other;
            return this;
        }

        public TaskBuilder on(Optional<NodeId> other) {
            node = other;
            return this;
        }

        public TaskBuilder failed(String why, int code, Duration afterRunning) {
            error = Optional.of(why);
            exitCode = Optional.of(code);
            runningSince = Optional.of(at.minus(afterRunning));
            return this;
        }

        public TaskBuilder error(String why) {
            error = Optional.of(why);
            return this;
        }

        public TaskBuilder waiting(String why) {
            waiting = Optional.of(why);
            return this;
        }

        public TaskBuilder born(long revision) {
            born = revision;
            return this;
        }

        public TaskBuilder version(long other) {
            version = other;
            return this;
        }

        public TaskBuilder id(String other) {
            id = other;
            return this;
        }

        public TaskBuilder at(Instant other) {
            at = other;
            return this;
        }

        private Task build(String service) {
            String name = switch (slot) {
                case Slot.Replica(int number) -> Integer.toString(number);
                case Slot.OnNode(NodeId on) -> on.value();
            };
            return new Task(
                    new TaskKey(
                            new ServiceId("sid-" + service),
                            new TaskId(id.isEmpty() ? service + "-" + name + "-" + born : id)),
                    new SpecVersion(version),
                    slot,
                    node,
                    desired,
                    new Status(phase, at, "", error, exitCode, Optional.of("container"), runningSince, List.of()),
                    serving,
                    new Birth(new Revision(born), 0),
                    START,
                    Optional.empty(),
                    START,
                    Attempts.NONE,
                    List.of(),
                    waiting);
        }
    }

    public static TaskBuilder task(int number, Phase phase) {
        return new TaskBuilder(new Slot.Replica(number), phase);
    }

    public static TaskBuilder taskOn(Node node, Phase phase) {
        return new TaskBuilder(new Slot.OnNode(node.id()), phase).on(Optional.of(node.id()));
    }

    /** Running for a while, and in the load balancers. */
    public static TaskBuilder serving(int number) {
        return serving(task(number, Phase.RUNNING));
    }

    public static TaskBuilder serving(TaskBuilder task) {
        task.serving = new Serving.In(new Revision(101));
        task.runningSince = Optional.of(START.plusMillis(7100));
        return task;
    }

    /** Ended with success. */
    public static TaskBuilder completed(int number) {
        var task = task(number, Phase.COMPLETE).desired(Desired.SHUTDOWN);
        task.exitCode = Optional.of(0);
        return task;
    }
}

package io.stackctl.simulation;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;

/** One node's agent: follows the state with some lag, runs containers, and reports what became of them. */
final class Agent {
    private static final Duration RESEND = Duration.ofSeconds(3);

    private final World world;
    private final NodeId node;
    final SortedMap<TaskKey, Container> containers = new TreeMap<>();
    ClusterState view = ClusterState.EMPTY;
    boolean connected = true;
    private boolean resends;
    private boolean adopting;

    Agent(World world, NodeId node) {
        this.world = world;
        this.node = node;
    }

    /** The newest state sets out for this node. */
    void offer(ClusterState newest) {
        if (connected && !adopting) {
            adopting = true;
            world.after(world.between(50, world.chance(world.weather.late()) ? 3_000 : 400), this::adopt);
        }
    }

    private void adopt() {
        adopting = false;
        if (!connected) {
            return;
        }
        view = world.state;
        view.tasks().byService().forEach((_, tasks) -> tasks.forEach(task -> follow(task)));
        containers.keySet().removeIf(key -> view.tasks().get(key).isEmpty());
        announce();
    }

    /** Tells the leader how far this node came. */
    void announce() {
        var revision = view.revision();
        send(() -> world.leader.applied(node, revision));
        resendLater();
    }

    private void follow(Task task) {
        if (!task.node().filter(node::equals).isPresent() || !task.alive()) {
            return;
        }
        var container = containers.get(task.key());
        if (container == null) {
            container = new Container();
            containers.put(task.key(), container);
            if (task.wanted()) {
                var prepared = container;
                world.after(world.between(100, 1_500), () -> prepare(task.key(), prepared));
            } else {
                become(task.key(), container, Phase.SHUTDOWN);
                return;
            }
        }
        if (task.desired().compareTo(Desired.SHUTDOWN) >= 0) {
            stop(task.key(), container);
        } else if (task.desired() != Desired.READY) {
            start(task.key(), container);
        }
    }

    private void prepare(TaskKey key, Container container) {
        if (container.ended() || container.stopping) {
            return;
        }
        if (Images.rejects(image(key))) {
            world.coverage.hit(Fault.TASK_REJECTED);
            become(key, container, Phase.REJECTED);
            return;
        }
        become(key, container, Phase.READY);
        world.after(Duration.ZERO, () -> view.tasks().get(key).ifPresent(this::follow));
    }

    private void start(TaskKey key, Container container) {
        if (container.phase != Phase.READY || container.starting) {
            return;
        }
        container.starting = true;
        for (var invariant : world.invariants) {
            invariant.beforeStart(world, node, key);
        }
        become(key, container, Phase.STARTING);
        if (Images.hangs(image(key))) {
            return;
        }
        world.after(world.between(200, 2_500), () -> {
            if (container.phase != Phase.STARTING || container.stopping) {
                return;
            }
            if (Images.failsAtStart(image(key)) || world.chance(world.weather.failures())) {
                fail(key, container);
            } else {
                become(key, container, Phase.RUNNING);
                live(key, container);
            }
        });
    }

    private void live(TaskKey key, Container container) {
        if (Images.crashes(image(key)) || world.chance(world.weather.failures())) {
            world.after(world.between(500, 20_000), () -> fail(key, container));
        } else if (Images.ends(image(key))) {
            world.after(world.between(500, 5_000), () -> {
                if (container.phase == Phase.RUNNING && !container.stopping) {
                    if (!Images.good(image(key))) {
                        world.coverage.hit(Fault.TASK_ENDED_EARLY);
                    }
                    become(key, container, Phase.COMPLETE);
                }
            });
        }
    }

    private void fail(TaskKey key, Container container) {
        if (container.live() && !container.stopping) {
            world.coverage.hit(Fault.TASK_FAILED);
            become(key, container, Phase.FAILED);
        }
    }

    private void stop(TaskKey key, Container container) {
        if (container.ended() || container.stopping) {
            return;
        }
        container.stopping = true;
        world.after(world.between(100, 3_000), () -> {
            if (!container.ended()) {
                become(key, container, Phase.SHUTDOWN);
            }
        });
    }

    private void become(TaskKey key, Container container, Phase phase) {
        container.phase = phase;
        report(key, phase);
        resendLater();
    }

    private void report(TaskKey key, Phase phase) {
        send(() -> world.leader.report(node, key, phase));
    }

    /** A message to the leader, as far as the weather lets it through. */
    private void send(Runnable message) {
        if (!connected) {
            return;
        }
        var weather = world.weather;
        if (world.chance(weather.loss())) {
            world.coverage.hit(Fault.REPORT_LOST);
            return;
        }
        boolean late = world.chance(weather.late());
        if (late) {
            world.coverage.hit(Fault.REPORT_LATE);
        }
        deliver(message, late ? world.between(1_000, 8_000) : world.between(50, 300));
        if (world.chance(weather.twice())) {
            world.coverage.hit(Fault.REPORT_TWICE);
            deliver(message, world.between(100, 10_000));
        }
    }

    private void deliver(Runnable message, Duration delay) {
        world.after(delay, () -> {
            if (connected) {
                message.run();
            }
        });
    }

    /** As long as the leader does not know what this node told it, it is told again. */
    private void resendLater() {
        if (!resends) {
            resends = true;
            world.after(RESEND, this::resend);
        }
    }

    private void resend() {
        resends = false;
        if (!connected) {
            return;
        }
        boolean behind = world.leader.appliedBy(node).compareTo(view.revision()) < 0;
        if (behind) {
            announce();
        }
        for (var entry : new ArrayList<>(containers.entrySet())) {
            var key = entry.getKey();
            var phase = entry.getValue().phase;
            boolean news = world.state
                    .tasks()
                    .get(key)
                    .filter(task -> task.alive() && task.phase().compareTo(phase) < 0)
                    .isPresent();
            if (news) {
                report(key, phase);
                resendLater();
            }
        }
    }

    void cut() {
        connected = false;
    }

    void reconnect(boolean rebooted) {
        connected = true;
        adopting = false;
        if (rebooted) {
            containers.forEach((key, container) -> {
                if (container.live()) {
                    become(key, container, Phase.FAILED);
                }
            });
        }
        offer(world.state);
        resendLater();
    }

    private String image(TaskKey key) {
        return view.tasks()
                .get(key)
                .or(() -> world.state.tasks().get(key))
                .flatMap(task -> view.specs()
                        .get(task.spec())
                        .or(() -> world.state.specs().get(task.spec())))
                .map(spec -> spec.container().image())
                .orElse("good");
    }
}

package io.stackctl.node.agent;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.TaskKey;
import io.stackctl.node.agent.Inbox.Orders;
import io.stackctl.node.docker.ContainerState;
import io.stackctl.node.docker.ContainerState.Condition;
import io.stackctl.node.docker.Labels;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.node.docker.RuntimeFailure.Kind;
import io.stackctl.view.TaskAssignment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/*
 * How a runner works
 *
 * It looks at three things - what managers want, how far the task is, what the engine says of its container - and takes
 * one step; then it waits until one of them may have changed. A signal carries no news: an event of the engine only says
 * "look again". So an event that is lost, late or repeated does no harm, and a restart of daemon or engine is no special
 * case: the runner looks, and goes on from what it sees.
 *
 * The phase only moves down the list of Phase. It is set before the step that it names is taken, so that after a crash
 * the recorded phase is never ahead of, and at most one step behind, what was done; each step may be taken twice.
 */

/** Walks one task from its assignment to its end, on one thread of its own. */
final class TaskRunner implements Runnable {
    private final TaskKey key;
    private final NodeTools tools;
    private final Runnable onRemoved;
    private final Inbox inbox;
    private final Preparation preparation;
    private final Pauses pauses;
    private Status status;
    private boolean adopted;
    /** The task's message before the engine's failures took its place. */
    private Optional<String> undisturbed = Optional.empty();

    /** Of the engine, in the present phase. */
    private int failures;

    private volatile boolean waitsForPicture;

    /** What to wait for after a step. */
    private enum Next {
        AGAIN,
        SIGNAL,
        END
    }

    /** {@code recorded}: how far the task was when the daemon last knew; {@code onRemoved}: its container is gone. */
    TaskRunner(NodeTools tools, Orders orders, Optional<Status> recorded, Runnable onRemoved) {
        this.key = orders.assignment().key();
        this.tools = tools;
        this.onRemoved = onRemoved;
        this.inbox = new Inbox(orders);
        this.preparation = new Preparation(tools, inbox::signal);
        this.pauses = tools.retry().pauses();
        this.status = recorded.orElse(Status.of(Phase.ASSIGNED, tools.clock().instant(), "assigned"));
    }

    /** From any thread: managers want this now. */
    void follow(Orders orders) {
        inbox.put(orders);
        if (waitsForPicture) {
            inbox.signal();
        }
    }

    /** From any thread: look at the container again. */
    void look() {
        inbox.signal();
    }

    Orders orders() {
        return inbox.orders();
    }

    @Override
    public void run() {
        var pause = Optional.<Duration>empty();
        try {
            while (true) {
                var orders = inbox.await(pause);
                pause = Optional.empty();
                try {
                    waitsForPicture = false;
                    var before = status.phase();
                    var next = step(orders);
                    recovered(before);
                    if (next == Next.END) {
                        onRemoved.run();
                        return;
                    }
                    if (next == Next.AGAIN) {
                        inbox.signal();
                    }
                } catch (RuntimeFailure failure) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    pause = afterFailure(orders, failure);
                }
            }
        } catch (InterruptedException _) {
            // The daemon stops; the container lives on.
        }
    }

    private Next step(Orders orders) throws RuntimeFailure, InterruptedException {
        var desired = orders.assignment().desired();
        if (!adopted) {
            adopt(orders);
        }
        if (orders.gone() || desired == Desired.REMOVE) {
            return remove(orders);
        }
        if (status.phase().terminal()) {
            return Next.SIGNAL;
        }
        if (desired == Desired.SHUTDOWN) {
            return shutDown(orders.assignment());
        }
        return switch (status.phase()) {
            case NEW, ASSIGNED -> move(Phase.ACCEPTED, "accepted");
            case ACCEPTED -> move(Phase.PREPARING, "preparing");
            case PREPARING -> prepare(orders);
            case READY -> desired == Desired.READY ? Next.SIGNAL : move(Phase.STARTING, "starting");
            case STARTING, RUNNING -> watch(orders);
            case COMPLETE, SHUTDOWN, FAILED, REJECTED, ORPHANED -> Next.SIGNAL;
        };
    }

    /** Finds the container that an earlier life of the daemon made, and takes the task up where it stands. */
    private void adopt(Orders orders) throws RuntimeFailure {
        var found = tools.runtime().inspect(Labels.containerName(orders.assignment()));
        var own = found.filter(container ->
                container.label(Labels.TASK).equals(Optional.of(key.task().value())));
        adopted = true;
        if (own.isPresent()) {
            status = Statuses.withContainer(status, own.get());
            // One that was made but not noted as ready may not be on all its networks yet: it is prepared again.
            var seen = own.get().condition() == Condition.CREATED ? Phase.PREPARING : Phase.STARTING;
            if (status.phase().compareTo(seen) < 0) {
                status = status.moved(seen, tools.clock().instant(), seen.name().toLowerCase(Locale.ROOT));
            }
        } else if (!status.phase().terminal() && status.phase().compareTo(Phase.STARTING) >= 0) {
            lost(orders);
        }
        report();
    }

    /** A task never runs twice: a container that vanished is not made again. */
    private void lost(Orders orders) {
        var now = tools.clock().instant();
        status = orders.assignment().desired().compareTo(Desired.SHUTDOWN) >= 0
                ? Statuses.onRequest(status, status.exitCode(), now)
                : Statuses.failed(status, now, "task: its container was removed by someone else", Optional.empty());
    }

    private Next prepare(Orders orders) throws RuntimeFailure, InterruptedException {
        if (!orders.confirmed()) {
            return Next.SIGNAL;
        }
        waitsForPicture = true;
        return switch (preparation.step(orders.assignment())) {
            case Preparation.Progress.Waits(var message) -> {
                say(message);
                yield Next.SIGNAL;
            }
            case Preparation.Progress.Made(var created) -> {
                var container = tools.runtime().inspect(created.container());
                container.ifPresent(state -> status = Statuses.withContainer(status, state));
                yield move(Phase.READY, prepared(created.warnings()));
            }
        };
    }

    private static String prepared(List<String> warnings) {
        return warnings.isEmpty() ? "prepared" : "prepared; the engine warns: " + String.join("; ", warnings);
    }

    private Next watch(Orders orders) throws RuntimeFailure, InterruptedException {
        var found = inspect(orders);
        if (found.isEmpty()) {
            lost(orders);
            report();
            return Next.SIGNAL;
        }
        var container = found.get();
        return switch (container.condition()) {
            case CREATED -> orders.confirmed() ? start(orders.assignment(), container) : Next.SIGNAL;
            case RUNNING -> watchRunning(orders.assignment(), container);
            case EXITED, DEAD -> {
                status = Statuses.byItself(
                        Statuses.withContainer(status, container),
                        container,
                        tools.clock().instant());
                report();
                yield Next.SIGNAL;
            }
        };
    }

    private Next start(TaskAssignment task, ContainerState container) throws RuntimeFailure, InterruptedException {
        var missing = MountRules.missing(task.spec().container().mounts(), tools.onDisk());
        if (missing.isPresent()) {
            throw new RuntimeFailure(Kind.REFUSED, missing.get());
        }
        tools.starts().acquire();
        try {
            tools.runtime().start(container.container());
        } catch (RuntimeFailure failure) {
            if (failure.unreachable()) {
                throw failure;
            }
            // A start that failed may have run part of the way: it is not tried again, the next task is.
            throw new RuntimeFailure(Kind.REFUSED, "starting container failed: " + failure.text());
        } finally {
            tools.starts().release();
        }
        return Next.AGAIN;
    }

    private Next watchRunning(TaskAssignment task, ContainerState container) throws RuntimeFailure {
        return switch (container.health()) {
            case NONE, HEALTHY -> {
                if (status.phase() == Phase.STARTING) {
                    status = Statuses.running(
                            Statuses.withContainer(status, container),
                            tools.clock().instant());
                    report();
                }
                yield Next.SIGNAL;
            }
            case STARTING -> Next.SIGNAL;
            case UNHEALTHY -> {
                tools.runtime()
                        .stop(container.container(), task.spec().container().stopGrace());
                var after = tools.runtime().inspect(container.container());
                int code = after.map(ContainerState::exitCode).orElse(container.exitCode());
                status = Statuses.unhealthy(
                        Statuses.withContainer(status, container),
                        code,
                        container.lastProbe(),
                        tools.clock().instant());
                report();
                yield Next.SIGNAL;
            }
        };
    }

    private Next shutDown(TaskAssignment task) throws RuntimeFailure {
        var container = inspect(inbox.orders());
        if (container.isPresent() && container.get().condition() == Condition.RUNNING) {
            tools.runtime()
                    .stop(container.get().container(), task.spec().container().stopGrace());
            container = tools.runtime().inspect(container.get().container());
        }
        var code =
                container.filter(state -> state.condition() == Condition.EXITED).map(ContainerState::exitCode);
        status = Statuses.onRequest(status, code, tools.clock().instant());
        report();
        return Next.SIGNAL;
    }

    private Next remove(Orders orders) throws RuntimeFailure {
        if (!status.phase().terminal()) {
            shutDown(orders.assignment());
        }
        var container = inspect(orders);
        if (container.isPresent()) {
            tools.runtime().remove(container.get().container());
        }
        tools.files().remove(key.task().value());
        return Next.END;
    }

    private Optional<ContainerState> inspect(Orders orders) throws RuntimeFailure {
        return tools.runtime()
                .inspect(Labels.containerName(orders.assignment()))
                .filter(state ->
                        state.label(Labels.TASK).equals(Optional.of(key.task().value())));
    }

    /** How long to wait before the next try; empty when the task has ended with the failure. */
    private Optional<Duration> afterFailure(Orders orders, RuntimeFailure failure) {
        boolean ending = orders.gone() || orders.assignment().desired().compareTo(Desired.SHUTDOWN) >= 0;
        boolean mayPass =
                failure.kind() == Kind.BROKEN && ++failures < tools.retry().tries();
        if (failure.unreachable() || ending || mayPass) {
            if (!status.phase().terminal()) {
                undisturbed = undisturbed.or(() -> Optional.of(status.message()));
                hinder(failure.text());
            }
            return Optional.of(pauses.next());
        }
        status = Statuses.failed(status, tools.clock().instant(), failure.text(), Optional.empty());
        undisturbed = Optional.empty();
        report();
        return Optional.empty();
    }

    private void hinder(String reason) {
        var hindered = Statuses.hindered(status, tools.clock().instant(), reason);
        if (!hindered.error().equals(status.error())) {
            status = hindered;
            report();
        }
    }

    /** The engine does what it is asked again: the task says what it said before the failures. */
    private void recovered(Phase before) {
        pauses.reset();
        if (status.phase() != before) {
            failures = 0;
        }
        var words = undisturbed;
        undisturbed = Optional.empty();
        if (words.isPresent() && !status.phase().terminal()) {
            boolean same = status.message().equals(status.error().orElse(""));
            status = Statuses.unhindered(status, tools.clock().instant(), same ? words.get() : status.message());
            report();
        }
    }

    private Next move(Phase phase, String message) {
        status = status.moved(phase, tools.clock().instant(), message);
        report();
        return Next.AGAIN;
    }

    /** The same phase, with other words. */
    private void say(String message) {
        if (!message.equals(status.message())) {
            var words = Strings.atMost(message, io.stackctl.cluster.Limits.MESSAGE_LENGTH);
            status = status.moved(status.phase(), tools.clock().instant(), words);
            report();
        }
    }

    private void report() {
        if (!inbox.orders().gone()) {
            tools.reporter().report(key, status);
        }
    }
}

package io.stackctl.simulation;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Ids;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.StackRevision;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.reconcile.Observed;
import io.stackctl.reconcile.StageTrace;
import io.stackctl.reconcile.Tick;
import io.stackctl.spec.Pace;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.ServiceSpec.Dependencies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/*
 * The reconciler has no switch for tests. A bug is put back by showing it a state that hides what the mistaken code did
 * not look at, and by setting right in its answer what it was deceived about.
 */
/** Mistakes that were made once. The simulation must find each of them. */
enum PlantedBug {
    /** A slot that failed stays in the rollout's window for ever, and no other gets its turn. */
    FAILED_SLOT_KEEPS_ITS_PLACE {
        @Override
        Task seen(ClusterState state, Task task) {
            return with(
                    task,
                    task.version(),
                    task.born(),
                    task.notBefore(),
                    task.attempts().early(0));
        }

        @Override
        ServiceSpec seen(ServiceSpec spec) {
            return with(
                    spec, spec.update(), spec.rollback(), new Pace(spec.pace().drain(), Duration.ofDays(99)));
        }
    },
    /** A new task that runs beside the old one waits for it, as if it had named it, and the old one for the new one. */
    START_FIRST_WAITS_FOR_THE_OLD {
        @Override
        Task seen(ClusterState state, Task task) {
            boolean waits = task.desired() == Desired.READY
                    && task.after().isEmpty()
                    && others(state, task).stream().anyMatch(Task::staying);
            return waits
                    ? with(
                            task,
                            task.version(),
                            task.born(),
                            task.notBefore().plus(Duration.ofDays(99)),
                            task.attempts())
                    : task;
        }
    },
    /** A rollback replaces every slot, also those that still have a task of the right version. */
    ROLLBACK_REPLACES_WHAT_IS_RIGHT {
        @Override
        Task seen(ClusterState state, Task task) {
            var service = state.services().get(task.service());
            boolean kept = service.isPresent()
                    && service.get().progress() instanceof Progress.Rolling rolling
                    && rolling.direction() == Progress.Direction.BACK
                    && task.born().compareTo(rolling.born()) < 0
                    && task.version().equals(service.get().version());
            return kept ? with(task, WRONG, task.born(), task.notBefore(), task.attempts()) : task;
        }
    },
    /** A task that fails in a rollout is replaced twice. */
    RESTARTED_AND_UPDATED {
        @Override
        void answer(ClusterState state, Ids ids, List<Change> changes) {
            for (var change : List.copyOf(changes)) {
                if (change instanceof Change.PutTask(var task)
                        && state.tasks().get(task.key()).isEmpty()
                        && task.attempts().total() > 0
                        && state.services().get(task.service()).orElseThrow().progress() instanceof Progress.Rolling) {
                    changes.add(new Change.PutTask(twin(task, new TaskId(ids.next()))));
                }
            }
        }
    },
    /** Two tasks of one slot that were born at the same instant: neither is the older one. */
    BORN_AT_THE_SAME_INSTANT {
        @Override
        Task seen(ClusterState state, Task task) {
            return with(task, task.version(), new Birth(Revision.ZERO, 0), task.notBefore(), task.attempts());
        }
    },
    /** A task counts as in, and as out, as soon as it is written, whatever the nodes have applied. */
    RUNNING_COUNTS_AS_SERVING {
        @Override
        Observed seen(ClusterState state, Observed observed) {
            var sights = new TreeMap<>(observed.nodes());
            state.nodes()
                    .keys()
                    .forEach(id -> sights.put(id, new Observed.NodeSight(true, new Revision(Long.MAX_VALUE))));
            return new Observed(observed.now(), sights);
        }
    },
    /** Nobody counts restarts. */
    RESTARTS_WITHOUT_A_CAP {
        @Override
        Task seen(ClusterState state, Task task) {
            return with(task, task.version(), task.born(), task.notBefore(), Attempts.NONE);
        }
    },
    /** One slot more than the parallelism. */
    PARALLELISM_OFF_BY_ONE {
        @Override
        ServiceSpec seen(ServiceSpec spec) {
            return with(spec, oneMore(spec.update()), oneMore(spec.rollback()), spec.pace());
        }
    },
    /** A rollout is done as soon as all tasks serve, however long they were to be watched. */
    MONITOR_CUT_SHORT {
        @Override
        ServiceSpec seen(ServiceSpec spec) {
            return with(spec, pace(spec.update(), true, false), pace(spec.rollback(), true, false), spec.pace());
        }
    },
    /** The next slot's turn comes as soon as the one before serves, whatever the delay. */
    DELAY_CUT_SHORT {
        @Override
        ServiceSpec seen(ServiceSpec spec) {
            return with(spec, pace(spec.update(), false, true), pace(spec.rollback(), false, true), spec.pace());
        }
    },
    /** Start-first stops the old task of a slot as soon as the new one can be started. */
    START_FIRST_STOPS_FIRST {
        @Override
        ServiceSpec seen(ServiceSpec spec) {
            return with(spec, stopFirst(spec.update()), stopFirst(spec.rollback()), spec.pace());
        }
    },
    /** A pause holds until the next tick looks for slots that were left out. */
    PAUSE_FORGOTTEN {
        @Override
        Service seen(Service service) {
            return service.progress() instanceof Progress.Paused ? service.with(Progress.SETTLED) : service;
        }
    },
    /** Nothing waits for what it depends on. */
    DEPENDENCIES_FORGOTTEN {
        @Override
        ServiceSpec seen(ServiceSpec spec) {
            return with(spec, spec.update(), spec.rollback(), spec.pace(), Optional.empty());
        }
    },
    /** A stack that goes back leaves all services where they are but the one that failed. */
    STACK_GOES_BACK_IN_PART {
        @Override
        void answer(ClusterState state, Ids ids, List<Change> changes) {
            boolean goesBack = changes.stream()
                    .anyMatch(change -> change instanceof Change.PutStack(var stack)
                            && stack.current().flatMap(StackRevision::restores).isPresent());
            changes.removeIf(change -> goesBack
                    && change instanceof Change.PutService(var service)
                    && service.progress() instanceof Progress.Rolling);
        }
    };

    private static final SpecVersion WRONG = new SpecVersion(999_999);

    Task seen(ClusterState state, Task task) {
        return task;
    }

    ServiceSpec seen(ServiceSpec spec) {
        return spec;
    }

    Service seen(Service service) {
        return service;
    }

    Observed seen(ClusterState state, Observed observed) {
        return observed;
    }

    void answer(ClusterState state, Ids ids, List<Change> changes) {}

    /** What the reconciler with this bug in it would do. */
    Tick tick(ClusterState state, Observed observed, Ids ids, StageTrace.Listener listener) {
        var shown = state;
        for (var key : state.specs().keys().toList()) {
            shown = shown.with(new Change.PutSpec(key, seen(state.spec(key))));
        }
        for (var task : state.tasks().values().toList()) {
            var seen = seen(state, task);
            shown = shown.with(new Change.PutTask(seen));
            if (seen.version().equals(WRONG)) {
                var spec = state.spec(task.spec());
                var other = spec.withContainer(spec.container().withImage("another"));
                shown = shown.with(new Change.PutSpec(new SpecKey(task.service(), WRONG), other));
            }
        }
        for (var service : state.services().values().toList()) {
            shown = shown.with(new Change.PutService(seen(service)));
        }
        var tick = StageTrace.tick(shown, seen(state, observed), ids, listener);
        var changes = new ArrayList<Change>();
        for (var change : tick.changes()) {
            if (!(change instanceof Change.RemoveSpec(var key) && key.version().equals(WRONG))) {
                changes.add(setRight(state, change));
            }
        }
        answer(state, ids, changes);
        return new Tick(changes, tick.wakeAt());
    }

    private Change setRight(ClusterState state, Change change) {
        if (change instanceof Change.PutService(var service)) {
            var real = state.services().get(service.id());
            boolean deceived = real.map(this::seen).map(Service::progress).equals(Optional.of(service.progress()));
            return deceived
                    ? new Change.PutService(service.with(real.orElseThrow().progress()))
                    : change;
        }
        if (!(change instanceof Change.PutTask(var task))) {
            return change;
        }
        var real = state.tasks().get(task.key());
        if (real.isPresent()) {
            var was = real.get();
            return new Change.PutTask(with(task, was.version(), was.born(), was.notBefore(), was.attempts()));
        }
        if (task.version().equals(WRONG)) {
            var version = state.services().get(task.service()).orElseThrow().version();
            return new Change.PutTask(with(task, version, task.born(), task.notBefore(), task.attempts()));
        }
        return change;
    }

    private static List<Task> others(ClusterState state, Task task) {
        return state.tasks()
                .of(task.service())
                .values()
                .filter(other -> other.slot().equals(task.slot()) && !other.id().equals(task.id()))
                .toList();
    }

    private static Rollout oneMore(Rollout rollout) {
        int parallelism = rollout.parallelism() == 0 ? 0 : rollout.parallelism() + 1;
        return new Rollout(
                parallelism,
                rollout.delay(),
                rollout.monitor(),
                rollout.maxFailureRatio(),
                rollout.onFailure(),
                rollout.order());
    }

    private static Rollout pace(Rollout rollout, boolean noMonitor, boolean noDelay) {
        return new Rollout(
                rollout.parallelism(),
                noDelay ? Duration.ZERO : rollout.delay(),
                noMonitor ? Duration.ZERO : rollout.monitor(),
                rollout.maxFailureRatio(),
                rollout.onFailure(),
                rollout.order());
    }

    private static Rollout stopFirst(Rollout rollout) {
        return new Rollout(
                rollout.parallelism(),
                rollout.delay(),
                rollout.monitor(),
                rollout.maxFailureRatio(),
                rollout.onFailure(),
                Rollout.Order.STOP_FIRST);
    }

    private static Task with(Task task, SpecVersion version, Birth born, Instant notBefore, Attempts attempts) {
        return new Task(
                task.key(),
                version,
                task.slot(),
                task.node(),
                task.desired(),
                task.status(),
                task.serving(),
                born,
                task.createdAt(),
                task.after(),
                notBefore,
                attempts,
                task.addresses(),
                task.waiting());
    }

    private static Task twin(Task task, TaskId id) {
        return new Task(
                new TaskKey(task.service(), id),
                task.version(),
                task.slot(),
                Optional.empty(),
                Desired.READY,
                task.status(),
                task.serving(),
                new Birth(task.born().revision(), task.born().ordinal() + 1_000),
                task.createdAt(),
                Optional.empty(),
                task.createdAt(),
                Attempts.NONE,
                List.of(),
                Optional.empty());
    }

    private static ServiceSpec with(ServiceSpec spec, Rollout update, Rollout rollback, Pace pace) {
        return with(spec, update, rollback, pace, spec.dependencies());
    }

    private static ServiceSpec with(
            ServiceSpec spec, Rollout update, Rollout rollback, Pace pace, Optional<Dependencies> dependencies) {
        return new ServiceSpec(
                spec.name(),
                spec.labels(),
                spec.container(),
                spec.mode(),
                spec.resources(),
                spec.restart(),
                update,
                rollback,
                spec.placement(),
                spec.networks(),
                spec.ports(),
                spec.endpointMode(),
                pace,
                dependencies,
                spec.forceUpdate());
    }
}

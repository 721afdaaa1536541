package io.stackctl.cli.progress;

import static io.stackctl.cli.Samples.NODE_A;
import static io.stackctl.cli.Samples.START;
import static io.stackctl.cli.Samples.completed;
import static io.stackctl.cli.Samples.service;
import static io.stackctl.cli.Samples.serving;
import static io.stackctl.cli.Samples.status;
import static io.stackctl.cli.Samples.task;
import static io.stackctl.cli.Samples.taskOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.Samples;
import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cli.client.StackStatus.Phase;
import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Revision;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Restart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class VerdictTest {
    private static final Expectation EXPECTED = new Expectation(new Revision(100), 43, true, List.of());
    private static final ServiceState WHOLE =
            service("web").task(serving(1)).task(serving(2)).build();
    private static final ServiceState HALF = service("web")
            .task(serving(1))
            .task(task(2, io.stackctl.cluster.Phase.STARTING))
            .build();
    private static final Progress BACK = new Progress.Rolling(
            Progress.Direction.BACK, START, new Birth(new Revision(110), 0), 2, Optional.of("too many failures"));

    record Case(String name, StackStatus status, Verdict verdict) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Case> CASES = Stream.of(
                    of("every slot serves", Phase.SETTLED, new Verdict.Converged(), WHOLE),
                    of("a slot does not serve yet", Phase.SETTLED, new Verdict.UnderWay(), HALF),
                    of("all serve but the rollout is watched", Phase.ROLLING, new Verdict.UnderWay(), WHOLE),
                    of("no replicas are wanted", Phase.SETTLED, new Verdict.Converged(), replicas(0)),
                    of("a slot was never filled", Phase.SETTLED, new Verdict.UnderWay(), replicas(1)),
                    of("a one-shot has completed", Phase.SETTLED, new Verdict.Converged(), oneShot(completed(1))),
                    of(
                            "a one-shot failed and is not tried again",
                            Phase.SETTLED,
                            new Verdict.Failed("service init: task 1 on node-b: exit 3 after 2.3s"),
                            oneShot(task(1, io.stackctl.cluster.Phase.FAILED)
                                    .desired(Desired.SHUTDOWN)
                                    .failed("task: non-zero exit (3)", 3, Duration.ofMillis(2300)))),
                    of(
                            "a global service serves where it can",
                            Phase.SETTLED,
                            new Verdict.Converged(),
                            service("agent")
                                    .mode(new Mode.Global())
                                    .task(serving(taskOn(NODE_A, io.stackctl.cluster.Phase.RUNNING)))
                                    .task(taskOn(
                                                    Samples.node("node-c", Node.State.DOWN),
                                                    io.stackctl.cluster.Phase.RUNNING)
                                            .desired(Desired.SHUTDOWN))
                                    .build()),
                    of(
                            "a job has completed",
                            Phase.SETTLED,
                            new Verdict.Converged(),
                            service("job")
                                    .mode(new Mode.ReplicatedJob(1, 2))
                                    .task(completed(1))
                                    .task(completed(2))
                                    .build()),
                    of(
                            "a job runs",
                            Phase.SETTLED,
                            new Verdict.UnderWay(),
                            service("job")
                                    .mode(new Mode.ReplicatedJob(1, 1))
                                    .task(serving(1).desired(Desired.COMPLETE))
                                    .build()),
                    of(
                            "a service was paused",
                            Phase.PAUSED,
                            new Verdict.Failed("service web: update paused"),
                            service("web")
                                    .progress(new Progress.Paused(Progress.Direction.FORWARD, "update paused", START))
                                    .build()),
                    of(
                            "the stack was rolled back",
                            Phase.ROLLED_BACK,
                            new Verdict.RolledBack("service web: task 3 failed"),
                            service("web")
                                    .progress(new Progress.RolledBack("task 3 failed", START))
                                    .build()),
                    of("the stack is gone", Phase.ABSENT, new Verdict.Gone()),
                    of("the stack is being removed", Phase.REMOVING, new Verdict.Gone(), WHOLE),
                    of(
                            "what left the file is still going",
                            Phase.SETTLED,
                            new Verdict.Converged(),
                            WHOLE,
                            service("old").removing().task(serving(1)).build()),
                    new Case(
                            "the state is older than the deploy",
                            status(99, Phase.SETTLED, WHOLE),
                            new Verdict.UnderWay()),
                    new Case("a newer deploy took over", newer(Phase.ROLLING, WHOLE), new Verdict.Superseded(44)),
                    new Case("a newer deploy is done", newer(Phase.SETTLED, WHOLE), new Verdict.Superseded(44)),
                    new Case(
                            "the newer revision is the way back",
                            newer(Phase.ROLLING, service("web").progress(BACK).build()),
                            new Verdict.UnderWay()),
                    new Case(
                            "only a service that is gone by now had failed",
                            newer(Phase.ROLLED_BACK, Optional.of("revision 43 failed: service new: exit 1"), WHOLE),
                            new Verdict.RolledBack("revision 43 failed: service new: exit 1")))
            .toList();

    private static Case of(String name, Phase phase, Verdict verdict, ServiceState... services) {
        return new Case(name, status(120, phase, services), verdict);
    }

    private static StackStatus newer(Phase phase, ServiceState service) {
        return newer(phase, Optional.empty(), service);
    }

    private static StackStatus newer(Phase phase, Optional<String> whyBack, ServiceState service) {
        var status = status(120, phase, service);
        return new StackStatus(
                status.revision(), status.name(), phase, 44, status.services(), status.nodes(), status.at(), whyBack);
    }

    private static ServiceState replicas(int count) {
        return service("zero").mode(new Mode.Replicated(count)).build();
    }

    private static ServiceState oneShot(Samples.TaskBuilder task) {
        return service("init")
                .mode(new Mode.Replicated(1))
                .restart(Restart.Condition.NONE)
                .task(task)
                .build();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void theEndOfADeployIsReadFromTheState(Case example) {
        assertThat(Verdict.of(example.status(), EXPECTED)).isEqualTo(example.verdict());
    }
}

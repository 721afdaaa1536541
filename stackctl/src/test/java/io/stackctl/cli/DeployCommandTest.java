package io.stackctl.cli;

import static io.stackctl.cli.Samples.service;
import static io.stackctl.cli.Samples.serving;
import static io.stackctl.cli.Samples.status;
import static io.stackctl.cli.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.wire.proto.DeployReply;
import io.stackctl.wire.proto.DeployRequest;
import io.stackctl.wire.proto.PlanActionMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
    private static final ServiceState WHOLE =
            service("web").task(serving(1)).task(serving(2)).build();
    private static final ServiceState FAILING = service("web")
            .task(serving(1))
            .task(task(2, Phase.FAILED)
                    .desired(Desired.SHUTDOWN)
                    .failed("task: non-zero exit (1)", 1, Duration.ofMillis(2300)))
            .build();

    @TempDir
    private Path folder = Path.of("");

    private final FakeCluster cluster = new FakeCluster();
    private Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("docker-compose.yml");
        Files.writeString(file, "services:\n  web:\n    image: app:1\n    deploy: {replicas: 2}\n");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private CommandRun deploy(String... options) {
        var words = new java.util.ArrayList<>(List.of("deploy", "-c", file.toString(), "--progress", "plain"));
        words.addAll(List.of(options));
        words.add("demo");
        return CommandRun.of(cluster, words.toArray(String[]::new));
    }

    @Test
    void aDeployThatConvergesEndsWithZeroAndPrintsDockersLines() {
        cluster.deployed = cluster.deployed.toBuilder()
                .addSteps(io.stackctl.wire.proto.PlanStepMessage.newBuilder()
                        .setAction(PlanActionMessage.PLAN_ACTION_CREATE)
                        .setKind("service")
                        .setName("demo_web"))
                .addSteps(io.stackctl.wire.proto.PlanStepMessage.newBuilder()
                        .setAction(PlanActionMessage.PLAN_ACTION_CREATE)
                        .setKind("network")
                        .setName("demo_default"))
                .addSteps(io.stackctl.wire.proto.PlanStepMessage.newBuilder()
                        .setAction(PlanActionMessage.PLAN_ACTION_CHANGE)
                        .setKind("service")
                        .setName("demo_api")
                        .setId("abc"))
                .build();
        cluster.states.add(status(100, StackStatus.Phase.ROLLING, service("web").build()));
        cluster.states.add(status(101, StackStatus.Phase.SETTLED, WHOLE));
        var run = deploy();
        assertThat(run.err()).contains("revision 42 -> 43", "task 1 node-b", "converged in ");
        assertThat(run.out().lines())
                .containsExactly(
                        "Creating network demo_default",
                        "Updating service demo_api (id: abc)",
                        "Creating service demo_web");
        assertThat(run.code()).isZero();
    }

    @Test
    void theSpecAndItsOptionsReachTheManager() {
        deploy("--detach", "--prune", "--resolve-image", "never");
        DeployRequest request = cluster.deploys.getFirst();
        assertThat(request.getStack().getServices(0).getName()).isEqualTo("demo_web");
        assertThat(request.getPrune()).isTrue();
        assertThat(request.getAllowPending()).isTrue();
        assertThat(request.getAuthor()).isEqualTo("tester");
        assertThat(request.getResolveImage().name()).isEqualTo("RESOLVE_IMAGE_NEVER");
    }

    @Test
    void aServiceThatFailsAndIsRolledBackEndsWithThreeAndShowsTheEndOfItsLog() {
        cluster.lines.add(FakeCluster.line("web-2-100", true, "panic: missing REDIS_URL\n"));
        cluster.states.add(status(101, StackStatus.Phase.ROLLING, FAILING));
        cluster.states.add(status(
                105,
                StackStatus.Phase.ROLLED_BACK,
                service("web")
                        .progress(new Progress.RolledBack("1 of 2 tasks failed", Samples.START))
                        .build()));
        var run = deploy();
        assertThat(run.err())
                .contains("FAILED task 2 node-b: exit 1 after 2.3s", "| panic: missing REDIS_URL")
                .endsWith("deploy of demo failed and was rolled back: service web: 1 of 2 tasks failed\n");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aServiceThatIsPausedEndsWithFour() {
        cluster.states.add(status(
                105,
                StackStatus.Phase.PAUSED,
                service("web")
                        .progress(new Progress.Paused(
                                Progress.Direction.FORWARD, "update paused due to failure", Samples.START))
                        .build()));
        var run = deploy();
        assertThat(run.err()).contains("failed and was not rolled back: service web: update paused due to failure");
        assertThat(run.code()).isEqualTo(4);
    }

    @Test
    void timeThatRunsOutEndsWithFiveAndSaysWhatIsMissing() {
        cluster.states.add(status(
                101, StackStatus.Phase.ROLLING, service("web").task(serving(1)).build()));
        var run = deploy("--timeout", "300ms");
        assertThat(run.err())
                .contains("timeout after 0.3s: demo has not converged, still waiting for web 1/2", "stackctl ps demo");
        assertThat(run.code()).isEqualTo(5);
    }

    @Test
    void whatNoNodeCanTakeEndsWithSixAndAReasonForEachNode() {
        cluster.unplaceable = List.of("node-a: needs 4 GiB, has 2 GiB", "node-b: drained");
        var run = deploy();
        assertThat(run.err().lines())
                .containsExactly(
                        "no node of the cluster can run service \"demo_web\"",
                        "  node-a: needs 4 GiB, has 2 GiB",
                        "  node-b: drained");
        assertThat(run.code()).isEqualTo(6);
    }

    @Test
    void aNewerDeployThatTookOverEndsWithSeven() {
        cluster.deployed =
                DeployReply.newBuilder().setRevision(100).setStackRevision(42).build();
        cluster.states.add(status(101, StackStatus.Phase.SETTLED, WHOLE));
        var run = deploy();
        assertThat(run.err()).contains("superseded by revision 43");
        assertThat(run.code()).isEqualTo(7);
    }

    @Test
    void withoutALeaderTheSameRequestIsSentAgain() {
        cluster.deployFailures.add(Status.UNAVAILABLE.withDescription("no leader"));
        cluster.deployFailures.add(Status.ABORTED.withDescription("outcome unknown"));
        var run = deploy("--detach");
        assertThat(run.code()).isZero();
        assertThat(cluster.deploys).hasSize(3);
        assertThat(cluster.deploys.stream().map(DeployRequest::getRequestId).distinct())
                .hasSize(1);
    }

    @Test
    void aRefusalIsToldAsItCameAndIsNotTriedAgain() {
        cluster.deployFailures.add(Status.FAILED_PRECONDITION.withDescription("port 80 is in use"));
        var run = deploy();
        assertThat(run.err()).isEqualTo("port 80 is in use\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(cluster.deploys).hasSize(1);
    }

    @Test
    void aFileWithMistakesNeverReachesTheManager() throws IOException {
        Files.writeString(file, "services:\n  web:\n    image: app:1\n    replica: 3\n");
        var run = deploy();
        assertThat(run.err()).contains("docker-compose.yml:4:5", "1 error");
        assertThat(run.code()).isEqualTo(1);
        assertThat(cluster.deploys).isEmpty();
    }

    @Test
    void aQuietDeployPrintsNoProgress() {
        cluster.states.add(status(101, StackStatus.Phase.SETTLED, WHOLE));
        var run = deploy("-q");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }
}

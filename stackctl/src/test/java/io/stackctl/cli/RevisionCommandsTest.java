package io.stackctl.cli;

import static io.stackctl.cli.Samples.service;
import static io.stackctl.cli.Samples.serving;
import static io.stackctl.cli.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.client.StackStatus;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.StackRevision;
import io.stackctl.plan.Drift;
import io.stackctl.plan.Effect;
import io.stackctl.plan.FieldChange;
import io.stackctl.plan.ObjectKind;
import io.stackctl.plan.PlacementPreview;
import io.stackctl.plan.PlanStep;
import io.stackctl.plan.StackPlan;
import io.stackctl.plan.Subject;
import io.stackctl.spec.Rollout;
import io.stackctl.wire.PlanCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans, history and rollbacks on the command line. */
class RevisionCommandsTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    private Path folder = Path.of("");

    private final FakeCluster cluster = new FakeCluster();

    @BeforeEach
    void writeFile() throws IOException {
        Files.writeString(file(), "services:\n  web:\n    image: app:1\n");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Path file() {
        return folder.resolve("docker-compose.yml");
    }

    private CommandRun diff(String... options) {
        var words = new java.util.ArrayList<>(List.of("diff", "-c", file().toString()));
        words.addAll(List.of(options));
        words.add("demo");
        return CommandRun.of(cluster, words.toArray(String[]::new));
    }

    private void plan(PlanStep... steps) {
        cluster.plan = PlanCodec.toMessage(new StackPlan(
                "demo",
                "7d1c0a52b1e94f30",
                42,
                steps.length == 0 ? 42 : 43,
                List.of(steps),
                List.of(
                        new Drift("worker", Optional.of(changed("deploy.replicas", "4", "6"))),
                        new Drift("mail", Optional.empty())),
                new PlacementPreview(List.of(new PlacementPreview.NodeCount("node-a", 2)), List.of()),
                List.of()));
    }

    private static FieldChange changed(String path, String before, String after) {
        return new FieldChange(path, Optional.of(before), Optional.of(after), false, true);
    }

    private static Subject subject(ObjectKind kind, String name) {
        return new Subject(kind, name);
    }

    private void examplePlan() {
        plan(
                new PlanStep.NewVersion(subject(ObjectKind.CONFIG, "demo_nginx.conf"), "91bc", "3f2a", List.of("web")),
                new PlanStep.Remove(subject(ObjectKind.SERVICE, "demo_cron"), 2, PlanStep.Remove.Reason.PRUNED),
                new PlanStep.Change(
                        subject(ObjectKind.SERVICE, "demo_web"),
                        List.of(
                                new FieldChange(
                                        "environment DB_PASSWORD", Optional.of("***"), Optional.of("***"), true, true),
                                changed("image", "web:1", "web:2")),
                        new Effect.TasksReplaced(6, Rollout.Order.START_FIRST, 2, false)));
    }

    @Test
    void aDiffTellsFieldsEffectsVersionsDriftAndPlacement() {
        examplePlan();
        var run = diff();
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "demo  revision 42 -> 43 (not applied)",
                        "~ config nginx.conf      new version 3f2a (was 91bc); used by web",
                        "- service cron           2 tasks stopped (left the file; --prune)",
                        "~ service web            6 tasks replaced, start-first, 2 at a time",
                        "    environment DB_PASSWORD  (value changed, hidden)",
                        "    image        web:1 -> web:2",
                        "! drift: worker deploy.replicas is 6 in the cluster, 4 in revision 42",
                        "! drift: mail was removed by itself, revision 42 has it",
                        "Placement: ok (node-a 2)",
                        "Plan: 0 to create, 2 to change (6 tasks restart), 1 to remove.   plan 7d1c0a52b1e94f30");
    }

    @Test
    void theExitCodeTellsChangesOnlyWhenAsked() {
        examplePlan();
        assertThat(diff("--exit-code").code()).isEqualTo(2);
        plan();
        assertThat(diff("--exit-code").code()).isZero();
        assertThat(diff().out()).startsWith("demo  revision 42, nothing to change\n");
    }

    @Test
    void otherLooksSayTheSame() {
        examplePlan();
        assertThat(diff("-o", "json").out())
                .contains(
                        "\"plan\": \"7d1c0a52b1e94f30\"",
                        "\"tasks_replaced\": 6",
                        "\"action\": \"new-version\"",
                        "\"removed\": true");
        assertThat(diff("-o", "markdown").out()).contains("```diff", "! service web", "- service cron");
    }

    @Test
    void whatWasReviewedAndHowItShallGoReachTheManager() throws IOException {
        Files.createDirectories(folder.resolve(".git/refs/heads"));
        Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(folder.resolve(".git/refs/heads/main"), COMMIT + "\n");
        CommandRun.of(
                cluster,
                "deploy",
                "-d",
                "-c",
                file().toString(),
                "--plan",
                "7d1c",
                "-m",
                "release",
                "--on-failure",
                "pause",
                "--keep",
                "3",
                "demo");
        var request = cluster.deploys.getFirst();
        assertThat(request.getPlanId()).isEqualTo("7d1c");
        assertThat(request.getMessage()).isEqualTo("release");
        assertThat(request.getOnFailure().name()).isEqualTo("STACK_ON_FAILURE_PAUSE");
        assertThat(request.getKeep()).isEqualTo(3);
        assertThat(request.getGitRevision()).isEqualTo(COMMIT);
    }

    @Test
    void historyListsTheRevisionsNewestFirst() {
        cluster.revisions.add(revision(42, Optional.empty(), StackRevision.Result.SETTLED));
        cluster.revisions.add(revision(43, Optional.of(41L), StackRevision.Result.ROLLING));
        var run = CommandRun.of(cluster, "history", "demo");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().toList().get(0)).matches("REVISION +WHEN +WHO +GIT +RESULT +MESSAGE");
        assertThat(run.out().lines().toList().get(1)).startsWith("43 ").contains("rolling (restores 41)");
        assertThat(run.out().lines().toList().get(2))
                .startsWith("42 ")
                .contains("2 minutes ago", "alice", "0123456789ab ", "settled", "a message");
        assertThat(CommandRun.of(cluster, "history", "dmo").err()).contains("nothing found in stack: dmo");
    }

    private static StackRevision revision(long number, Optional<Long> restores, StackRevision.Result result) {
        return new StackRevision(
                number,
                Samples.START,
                "alice",
                "a message",
                Optional.of(COMMIT),
                restores,
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                result,
                Optional.empty());
    }

    @Test
    void aRollbackThatWasAskedForIsASuccessWhenEverythingIsBack() {
        cluster.states.add(status(
                101,
                StackStatus.Phase.ROLLED_BACK,
                service("web")
                        .progress(new Progress.RolledBack("on request", Samples.START))
                        .task(serving(1))
                        .task(serving(2))
                        .build()));
        var run = CommandRun.of(cluster, "rollback", "--progress", "plain", "--to", "41", "-m", "slow", "demo");
        assertThat(run.code()).isZero();
        var request = cluster.rollbacks.getFirst();
        assertThat(request.getTo()).isEqualTo(41);
        assertThat(request.getMessage()).isEqualTo("slow");
        assertThat(request.getAuthor()).isEqualTo("tester");
    }
}

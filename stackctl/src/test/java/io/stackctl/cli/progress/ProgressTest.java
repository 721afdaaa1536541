package io.stackctl.cli.progress;

import static io.stackctl.cli.Samples.START;
import static io.stackctl.cli.Samples.completed;
import static io.stackctl.cli.Samples.service;
import static io.stackctl.cli.Samples.serving;
import static io.stackctl.cli.Samples.status;
import static io.stackctl.cli.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.client.Answers.FieldChange;
import io.stackctl.cli.client.Answers.PlanStep;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Revision;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Restart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Expectation EXPECTED = new Expectation(
            new Revision(100),
            43,
            true,
            List.of(
                    new PlanStep(
                            PlanStep.Action.CHANGE,
                            "service",
                            "demo_web",
                            "sid-web",
                            true,
                            List.of(new FieldChange(
                                    "image",
                                    Optional.of("hub.example/web:v1.4.1@sha256:9f"),
                                    Optional.of("hub.example/web:v1.4.2")))),
                    new PlanStep(PlanStep.Action.UNCHANGED, "service", "demo_redis", "sid-redis", false, List.of())));
    private static final Progress FORWARD = new Progress.Rolling(
            Progress.Direction.FORWARD, START, new Birth(new Revision(100), 0), 2, Optional.empty());

    private static final StackStatus STARTING = status(
            101,
            StackStatus.Phase.ROLLING,
            service("web")
                    .checked()
                    .version(2)
                    .progress(FORWARD)
                    .task(serving(1).version(2))
                    .task(task(2, Phase.STARTING).version(2))
                    .build(),
            service("redis").mode(new Mode.Replicated(1)).task(serving(1)).build(),
            service("api")
                    .mode(new Mode.Replicated(3))
                    .task(task(1, Phase.NEW).on(Optional.empty()).waiting("no suitable node (2 nodes: no memory)"))
                    .build(),
            service("old").removing().task(serving(1)).build());

    private static final StackStatus LATER = status(
            105,
            StackStatus.Phase.ROLLING,
            service("web")
                    .checked()
                    .version(2)
                    .progress(FORWARD)
                    .task(serving(1).version(2))
                    .task(serving(2).version(2))
                    .build(),
            service("redis").mode(new Mode.Replicated(1)).task(serving(1)).build(),
            service("api")
                    .mode(new Mode.Replicated(3))
                    .task(task(1, Phase.FAILED)
                            .desired(Desired.SHUTDOWN)
                            .failed("task: non-zero exit (1)", 1, Duration.ofMillis(2300)))
                    .build(),
            service("init")
                    .mode(new Mode.Replicated(1))
                    .restart(Restart.Condition.NONE)
                    .task(completed(1))
                    .build());

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private List<String> printed() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aViewHasOneLineForEachServiceWithItsCountsAndWhatIsMissing() {
        assertThat(StackView.of(STARTING, EXPECTED).lines(Optional.of(Duration.ofSeconds(591))))
                .containsExactly(
                        "demo  revision 42 -> 43   timeout 9m51s",
                        " ⏸ api    0/3 waiting    task 1: pending (no suitable node (2 nodes: no memory))",
                        " ⠹ old    1/2 removing   1 task left",
                        " · redis  unchanged",
                        " ⠹ web    1/2 starting   task 2 on node-b: starting");
    }

    @Test
    void aServiceThatIsDoneShowsItsChangesAndHowLongTheyTook() {
        assertThat(StackView.of(LATER, EXPECTED).lines(Optional.empty()))
                .contains(" ✔ web    2/2 healthy     v1.4.1 -> v1.4.2   start-first   7.1s")
                .contains(" ✔ init   1/1 completed   10s");
    }

    @Test
    void whatHappenedBetweenTwoStatesIsToldOnceInTheOrderOfServicesAndSlots() {
        assertThat(Happenings.between(Optional.of(STARTING), LATER, EXPECTED))
                .extracting(happening -> happening.service() + ": " + happening.text())
                .containsExactly(
                        "api: FAILED task 1 node-b: exit 1 after 2.3s",
                        "init: task 1 node-b  completed (10s)",
                        "web: task 2 node-b  starting -> healthy (7.1s)");
        assertThat(Happenings.between(Optional.of(LATER), LATER, EXPECTED)).isEmpty();
    }

    @Test
    void failuresFromBeforeTheDeployAreNotTold() {
        var old = status(
                101,
                StackStatus.Phase.ROLLING,
                service("web")
                        .task(task(1, Phase.FAILED)
                                .desired(Desired.SHUTDOWN)
                                .error("boom")
                                .born(50))
                        .task(task(2, Phase.FAILED).desired(Desired.SHUTDOWN).error("bang"))
                        .build());
        assertThat(Happenings.between(Optional.empty(), old, EXPECTED))
                .extracting(Happening::text)
                .containsExactly("FAILED task 2 node-b: bang");
    }

    @Test
    void aRollbackIsToldWithItsReason() {
        var back = new Progress.Rolling(
                Progress.Direction.BACK, START, new Birth(new Revision(110), 0), 2, Optional.of("1 of 2 tasks failed"));
        var status = status(
                110, StackStatus.Phase.ROLLING, service("web").progress(back).build());
        assertThat(Happenings.between(Optional.of(STARTING), status, EXPECTED))
                .extracting(Happening::text)
                .containsExactly("rolling back: 1 of 2 tasks failed");
    }

    @Test
    void plainProgressPrintsWholeLinesAndAHeartbeat() {
        var plain = new PlainProgress(err, "demo", ZoneOffset.UTC);
        plain.show(StackView.of(STARTING, EXPECTED), List.of(), START, Optional.of(Duration.ofMinutes(10)));
        plain.tick(START.plusSeconds(29), Optional.empty());
        plain.tick(START.plusSeconds(30), Optional.empty());
        var happenings = Happenings.between(Optional.of(STARTING), LATER, EXPECTED);
        plain.show(StackView.of(LATER, EXPECTED), happenings, START.plusSeconds(31), Optional.empty());
        plain.failed(happenings.getFirst(), List.of("  | panic: missing REDIS_URL"), START.plusSeconds(31));
        plain.remark("converged in 38.2s", START.plusSeconds(38));
        assertThat(printed())
                .containsExactly(
                        "12:00:00 demo           revision 42 -> 43   timeout 10m",
                        "12:00:30 demo           still waiting: api 0/3, old 1/2, web 1/2 (30s since last change)",
                        "12:00:31 demo/init      task 1 node-b  completed (10s)",
                        "12:00:31 demo/web       task 2 node-b  starting -> healthy (7.1s)",
                        "12:00:31 demo/api       FAILED task 1 node-b: exit 1 after 2.3s",
                        "12:00:31 demo/api         | panic: missing REDIS_URL",
                        "12:00:38 demo           converged in 38.2s");
    }

    @Test
    void liveProgressDrawsInPlaceAndCutsLinesToTheWidth() {
        var live = new LiveProgress(err, false, () -> 30);
        live.show(StackView.of(STARTING, EXPECTED), List.of(), START, Optional.empty());
        live.tick(START, Optional.empty());
        live.end();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains(" · redis  unchanged\n")
                .contains(" ⏸ api    0/3 waiting    tas…\n")
                .contains("\u001b[5A\r\u001b[J");
    }

    @Test
    void jsonProgressPrintsAnObjectALineAndNoStateTwice() {
        var json = new JsonProgress(err, "demo");
        var view = StackView.of(LATER, EXPECTED);
        json.show(view, List.of(), START, Optional.empty());
        json.show(view, List.of(), START, Optional.empty());
        json.remark("converged", START);
        assertThat(printed()).hasSize(2);
        assertThat(printed().getFirst())
                .startsWith("{\"time\":\"2026-11-21T12:00:00Z\",\"stack\":\"demo\",\"kind\":\"state\",\"services\":[{")
                .contains("{\"name\":\"web\",\"mark\":\"done\",\"done\":2,\"wanted\":2,\"state\":\"healthy\"");
    }

    @Test
    void quietProgressTellsOnlyFailures() {
        var quiet = new QuietProgress(err);
        var happenings = Happenings.between(Optional.of(STARTING), LATER, EXPECTED);
        quiet.show(StackView.of(LATER, EXPECTED), happenings, START, Optional.empty());
        quiet.remark("converged", START);
        quiet.failed(happenings.getFirst(), List.of("  | panic"), START);
        assertThat(printed()).containsExactly("api: FAILED task 1 node-b: exit 1 after 2.3s", "  | panic");
    }
}

package io.stackctl.node.agent;

import static io.stackctl.fixtures.AssignmentBuilder.task;
import static io.stackctl.node.agent.Bench.LIMIT;
import static io.stackctl.node.agent.Bench.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Phase;
import io.stackctl.fixtures.Await;
import io.stackctl.view.NodePicture;
import io.stackctl.wire.proto.AgentMessage;
import io.stackctl.wire.proto.PhaseMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    @TempDir
    Path folder;

    private final FakeManager manager = new FakeManager();
    private final List<Long> served = new CopyOnWriteArrayList<>();
    private volatile boolean planeWorks = true;
    private Bench bench;
    private Agent agent;

    @BeforeEach
    void open() {
        bench = new Bench(folder.resolve("secrets"));
        agent = newAgent();
    }

    @AfterEach
    void close() {
        agent.close();
        bench.close();
    }

    private Agent newAgent() {
        return new Agent(
                new Agent.Settings(Bench.OWNER, 1, 1, ""),
                manager,
                bench.worker,
                bench.reporter,
                bench.engine,
                this::serve,
                new LocalState(folder.resolve("agent/picture")));
    }

    private void serve(NodePicture picture) throws IOException {
        if (!planeWorks) {
            throw new IOException("port 80 is taken");
        }
        served.add(picture.revision().value());
    }

    @Test
    void a_session_begins_with_who_the_node_is() throws IOException {
        agent.start();

        var hello = heard(AgentMessage::hasHello).getHello();
        assertThat(hello.getNodeId()).isEqualTo("node-1");
        assertThat(hello.getDescription().getEngine().getVersion()).isEqualTo("28.0.0");
        assertThat(hello.getRevision()).isZero();
    }

    @Test
    void a_picture_is_worked_on_served_and_reported() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);

        manager.tell(picture(7).with(task("t1")).build());

        heard(message -> reports(message, PhaseMessage.PHASE_RUNNING));
        assertThat(heard(AgentMessage::hasApplied).getApplied().getRevision()).isEqualTo(7);
        assertThat(served).containsExactly(7L);
    }

    @Test
    void what_changed_is_added_to_the_picture_before() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);
        var first = picture(1).with(task("t1")).build();
        manager.tell(first);

        manager.tell(first, picture(2).with(task("t1")).with(task("t2")).build());

        bench.await("t1", Phase.RUNNING);
        bench.await("t2", Phase.RUNNING);
    }

    @Test
    void a_gap_in_the_sequence_ends_the_session_and_a_new_one_begins() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);
        var first = picture(1).build();
        manager.tell(first);
        manager.skipSequence();

        manager.tell(first, picture(3).with(task("t1")).build());

        Await.until("a second session", LIMIT, () -> manager.sessions() == 2);
        assertThat(bench.engine.of("t1")).isEmpty();
    }

    @Test
    void every_status_is_told_again_in_a_new_session() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(1).with(task("t1")).build());
        heard(message -> reports(message, PhaseMessage.PHASE_RUNNING));
        manager.heard.clear();

        manager.endSession();

        heard(message -> reports(message, PhaseMessage.PHASE_RUNNING));
    }

    @Test
    void reports_that_were_not_accepted_are_sent_again_in_the_next_session() throws IOException {
        manager.accepting = false;
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(1).with(task("t1")).build());
        bench.await("t1", Phase.RUNNING);
        heard(AgentMessage::hasReports);
        manager.heard.clear();

        manager.accepting = true;
        manager.endSession();

        heard(message -> reports(message, PhaseMessage.PHASE_RUNNING));
    }

    @Test
    void a_silent_agent_still_says_that_it_is_there() throws IOException {
        agent.start();

        heard(AgentMessage::hasHeartbeat);
    }

    @Test
    void a_manager_of_another_cluster_is_not_followed() throws IOException {
        manager.belongTo("cluster-2");
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(1).with(task("t1")).build());

        Await.until("it tries again", LIMIT, () -> manager.sessions() > 1);
        assertThat(bench.engine.of("t1")).isEmpty();
    }

    @Test
    void names_and_ports_are_served_from_disk_before_a_manager_is_reached() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(9).with(task("t1")).build());
        bench.await("t1", Phase.RUNNING);
        heard(AgentMessage::hasApplied);
        Await.until("the status is on disk", LIMIT, this::runningIsKept);
        agent.close();
        bench.restartWorker();
        manager.reachable = false;
        manager.heard.clear();
        served.clear();

        agent = newAgent();
        agent.start();

        bench.await("t1", Phase.RUNNING);
        Await.until("it is served", LIMIT, () -> served.equals(List.of(9L)));
        assertThat(bench.engine.starts("t1")).isEqualTo(1);
        manager.reachable = true;
        assertThat(heard(AgentMessage::hasHello).getHello().getRevision()).isEqualTo(9);
    }

    private boolean runningIsKept() {
        try {
            return new LocalState(folder.resolve("agent/picture"))
                    .read(Bench.NODE)
                    .flatMap(kept -> Optional.ofNullable(kept.statuses().get(Bench.key("t1"))))
                    .filter(status -> status.phase() == Phase.RUNNING)
                    .isPresent();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_revision_counts_as_applied_only_when_names_and_ports_follow_it() throws IOException {
        planeWorks = false;
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(3).with(task("t1")).build());
        heard(message -> reports(message, PhaseMessage.PHASE_RUNNING));
        assertThat(manager.heard).noneMatch(AgentMessage::hasApplied);

        planeWorks = true;

        assertThat(heard(AgentMessage::hasApplied).getApplied().getRevision()).isEqualTo(3);
    }

    @Test
    void an_engine_that_goes_away_is_told() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(1).with(task("t1")).build());
        bench.await("t1", Phase.RUNNING);

        bench.engine.goDown("killed");

        var described = heard(AgentMessage::hasDescribed).getDescribed().getDescription();
        assertThat(described.hasEngine()).isFalse();
        assertThat(described.getMemoryBytes()).isPositive();
    }

    @Test
    void a_clean_stop_says_goodbye_and_leaves_containers_alone() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(1).with(task("t1")).build());
        bench.await("t1", Phase.RUNNING);

        agent.close();

        heard(AgentMessage::hasGoodbye);
        assertThat(bench.engine.of("t1")).isPresent();
    }

    @Test
    void the_lines_of_a_task_are_published() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(1).with(task("t1")).build());
        bench.await("t1", Phase.RUNNING);
        bench.engine.write("t1", "one", false);
        bench.engine.write("t1", "two", true);

        manager.askForLogs("t1");

        Await.until("the end", LIMIT, () -> manager.chunks.stream().anyMatch(chunk -> chunk.getLinesCount() == 0));
        var lines = manager.chunks.stream()
                .flatMap(chunk -> chunk.getLinesList().stream())
                .toList();
        assertThat(lines).extracting(line -> line.getText().toStringUtf8()).containsExactly("one", "two");
        assertThat(lines.getLast().getStderr()).isTrue();
        assertThat(manager.chunks.getLast().getError()).isEmpty();
    }

    @Test
    void lines_that_cannot_be_had_are_explained_at_the_end() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(1).build());

        manager.askForLogs("t9");

        Await.until("the end", LIMIT, () -> !manager.chunks.isEmpty());
        assertThat(manager.chunks.getLast().getError()).isEqualTo("task t9 is not on node node-1");
    }

    @Test
    void what_is_kept_on_disk_is_for_the_daemon_alone() throws IOException {
        agent.start();
        heard(AgentMessage::hasHello);
        manager.tell(picture(1).with(task("t1")).build());
        heard(AgentMessage::hasApplied);

        assertThat(Files.getAttribute(folder.resolve("agent/picture"), "unix:mode"))
                .isEqualTo(0100600);
    }

    private static boolean reports(AgentMessage message, PhaseMessage phase) {
        return message.getReports().getReportsList().stream()
                .anyMatch(report -> report.getStatus().getPhase() == phase);
    }

    private AgentMessage heard(Predicate<AgentMessage> wanted) {
        return Await.value(
                "the manager hears it",
                LIMIT,
                () -> Optional.<AgentMessage>empty()
                        .or(() -> manager.heard.stream().filter(wanted).findFirst()));
    }
}

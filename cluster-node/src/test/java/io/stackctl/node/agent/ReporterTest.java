package io.stackctl.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Phase;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReporterTest {
    private static final TaskKey ONE = new TaskKey(new ServiceId("s"), new TaskId("t1"));
    private static final TaskKey TWO = new TaskKey(new ServiceId("s"), new TaskId("t2"));

    private final Reporter reporter = new Reporter();

    @Test
    void only_the_latest_status_of_a_task_is_sent() {
        reporter.report(ONE, status(Phase.PREPARING));
        reporter.report(ONE, status(Phase.RUNNING));

        var batch = reporter.next().orElseThrow();

        assertThat(batch.reports()).containsOnlyKeys(ONE).containsEntry(ONE, status(Phase.RUNNING));
    }

    @Test
    void one_batch_is_under_way_until_it_is_accepted() {
        reporter.report(ONE, status(Phase.PREPARING));
        var first = reporter.next().orElseThrow();
        reporter.report(TWO, status(Phase.PREPARING));
        assertThat(reporter.next()).isEmpty();

        reporter.accepted(first.sequence());

        assertThat(reporter.next().orElseThrow().reports()).containsOnlyKeys(TWO);
    }

    @Test
    void a_new_session_hears_everything_again() {
        reporter.report(ONE, status(Phase.RUNNING));
        reporter.accepted(reporter.next().orElseThrow().sequence());
        assertThat(reporter.next()).isEmpty();

        reporter.startOver();

        assertThat(reporter.next().orElseThrow().reports()).containsOnlyKeys(ONE);
    }

    @Test
    void the_answer_to_an_older_batch_counts_for_nothing() {
        reporter.report(ONE, status(Phase.PREPARING));
        var old = reporter.next().orElseThrow();
        reporter.startOver();
        reporter.next();
        reporter.report(TWO, status(Phase.PREPARING));

        reporter.accepted(old.sequence());

        assertThat(reporter.next()).isEmpty();
    }

    @Test
    void what_was_not_answered_is_told_again_as_it_is_by_now() {
        reporter.report(ONE, status(Phase.PREPARING));
        var lost = reporter.next().orElseThrow();
        reporter.report(ONE, status(Phase.RUNNING));

        reporter.unanswered(lost.sequence());

        assertThat(reporter.next().orElseThrow().reports()).containsEntry(ONE, status(Phase.RUNNING));
        reporter.unanswered(lost.sequence());
        assertThat(reporter.next()).isEmpty();
    }

    @Test
    void the_same_status_again_is_no_news() {
        var calls = new AtomicInteger();
        reporter.onNews(calls::incrementAndGet);

        reporter.report(ONE, status(Phase.RUNNING));
        reporter.report(ONE, status(Phase.RUNNING));

        assertThat(calls).hasValue(1);
    }

    @Test
    void a_forgotten_task_is_not_sent() {
        reporter.report(ONE, status(Phase.RUNNING));
        reporter.forget(ONE);

        assertThat(reporter.next()).isEmpty();
    }

    @Test
    void pauses_double_up_to_the_longest() {
        var pauses = new Pauses(Duration.ofMillis(100), Duration.ofMillis(350));

        assertThat(pauses.next()).hasMillis(100);
        assertThat(pauses.next()).hasMillis(200);
        assertThat(pauses.next()).hasMillis(350);
        pauses.reset();
        assertThat(pauses.next()).hasMillis(100);
    }

    private static Status status(Phase phase) {
        return Status.of(phase, Instant.EPOCH, "message");
    }
}

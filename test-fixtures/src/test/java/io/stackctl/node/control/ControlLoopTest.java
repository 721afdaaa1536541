package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.fixtures.MemoryStore;
import io.stackctl.reconcile.Tick;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one writer over a log in memory: what clients hear of their requests, whatever happens to a proposal. */
final class ControlLoopTest {
    private static final long LIMIT_SECONDS = 20;

    private final MemoryStore store = new MemoryStore();
    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    private final ControlLoop loop = new ControlLoop(
            store,
            new RandomIds(),
            InstantSource.system(),
            System::nanoTime,
            () -> (_, _, _) -> new Tick(List.of(), Optional.empty()),
            fatal::complete);
    private final Publisher publisher = new Publisher(loop);

    @BeforeEach
    void lead() throws InterruptedException {
        loop.start();
        store.start(publisher);
        assertThat(loop.awaitLeading(java.time.Duration.ofSeconds(LIMIT_SECONDS)))
                .isTrue();
    }

    @AfterEach
    void close() {
        loop.close();
        store.close();
    }

    @Test
    void a_request_is_answered_with_the_revision_in_which_it_was_done() throws Exception {
        var outcome = ask(new Put("r1", "a"));
        assertThat(outcome).isEqualTo(new Outcome.Done<>("revision 1"));
        assertThat(store.state().configs().size()).isEqualTo(1);
        assertThat(store.state().requests().get(new RequestId("r1")).map(Answered::revision))
                .contains(new Revision(1));
    }

    @Test
    void a_retry_with_the_same_id_gets_the_first_answer_and_changes_nothing() throws Exception {
        ask(new Put("r1", "a"));
        assertThat(ask(new Put("r1", "b"))).isEqualTo(new Outcome.Done<>("again 1"));
        assertThat(store.state().configs().size()).isEqualTo(1);
    }

    @Test
    void the_same_request_twice_in_one_turn_is_done_once() throws Exception {
        try (var gate = new Gate(loop)) {
            var first = loop.ask(new Put("r1", "a"));
            var second = loop.ask(new Put("r1", "a"));
            gate.open();
            assertThat(of(first)).isEqualTo(new Outcome.Done<>("revision 2"));
            assertThat(of(second)).isEqualTo(new Outcome.Done<>("again 2"));
        }
        assertThat(store.state().configs().size()).isEqualTo(1);
    }

    @Test
    void requests_that_wait_share_one_transaction_and_one_that_is_refused_fails_only_itself() throws Exception {
        try (var gate = new Gate(loop)) {
            var good = loop.ask(new Put("r1", "a"));
            var bad = loop.ask(new Put("r2", ""));
            var other = loop.ask(new Put("r3", "b"));
            gate.open();
            assertThat(of(good)).isEqualTo(new Outcome.Done<>("revision 2"));
            assertThat(of(bad)).isInstanceOf(Outcome.Refused.class);
            assertThat(of(other)).isEqualTo(new Outcome.Done<>("revision 2"));
        }
    }

    @Test
    void a_transaction_that_the_log_refuses_is_tried_again_request_by_request() throws Exception {
        try (var gate = new Gate(loop)) {
            var first = loop.ask(new Put("r1", "a"));
            var second = loop.ask(new Put("r2", "b"));
            // The gate's own transaction passes; then the two together and the first alone are refused.
            gate.openAfter(() -> store.failNext(MemoryStore.Fault.REFUSED, MemoryStore.Fault.REFUSED));
            assertThat(of(first)).isInstanceOf(Outcome.Refused.class);
            assertThat(of(second)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(fatal).isNotDone();
    }

    @Test
    void an_unknown_outcome_is_told_as_such_and_a_retry_on_the_next_leader_finds_what_was_done() throws Exception {
        store.failNext(MemoryStore.Fault.UNKNOWN_BUT_APPLIED);
        assertThat(ask(new Put("r1", "a"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(ask(new Put("r2", "b"))).isInstanceOf(Outcome.NotLeader.class);
        store.follow();
        store.lead();
        assertThat(loop.awaitLeading(java.time.Duration.ofSeconds(LIMIT_SECONDS)))
                .isTrue();
        assertThat(ask(new Put("r1", "a"))).isEqualTo(new Outcome.Done<>("again 1"));
    }

    @Test
    void a_manager_that_does_not_lead_turns_requests_away() throws Exception {
        store.follow();
        Outcome<String> outcome;
        do {
            outcome = ask(new Put("r" + System.nanoTime(), "a"));
        } while (outcome instanceof Outcome.Done);
        assertThat(outcome).isInstanceOf(Outcome.NotLeader.class);
    }

    @Test
    void a_manager_that_lost_and_won_an_election_within_one_turn_leads_again() throws Exception {
        try (var gate = new Gate(loop)) {
            store.follow();
            store.lead();
            gate.open();
        }
        Outcome<String> outcome;
        do {
            assertThat(loop.awaitLeading(java.time.Duration.ofSeconds(LIMIT_SECONDS)))
                    .isTrue();
            outcome = ask(new Put("r" + System.nanoTime(), "a"));
        } while (outcome instanceof Outcome.NotLeader);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_fault_of_ours_ends_the_process() throws Exception {
        var _ = loop.ask(new Request<String>() {
            @Override
            public RequestId id() {
                return new RequestId("broken");
            }

            @Override
            public String reason() {
                return "a fault of ours";
            }

            @Override
            public Planned<String> plan(ClusterState state, Context context) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public String again(Answered answered) {
                return "";
            }
        });
        assertThat(fatal.get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasMessage("broken on purpose");
    }

    private Outcome<String> ask(Request<String> request) throws Exception {
        return of(loop.ask(request));
    }

    private static <T> Outcome<T> of(CompletableFuture<Outcome<T>> outcome) throws Exception {
        return outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Puts a config of that name; an empty name is refused. */
    private record Put(String request, String name) implements Request<String> {
        @Override
        public RequestId id() {
            return new RequestId(request);
        }

        @Override
        public String reason() {
            return "put " + name;
        }

        @Override
        public Planned<String> plan(ClusterState state, Context context) {
            if (name.isEmpty()) {
                return new Planned.Refused<>(Refusal.of(Refusal.Kind.INVALID, "a config has a name"));
            }
            var config = new StoredConfig(
                    new ConfigId(context.ids().next()),
                    Optional.empty(),
                    name,
                    new ContentVersion("v"),
                    Immutable.emptyMap(),
                    Bytes.of(new byte[] {1}),
                    context.now());
            return new Planned.Accepted<>(List.of(new Change.PutConfig(config)), revision -> "revision " + revision);
        }

        @Override
        public String again(Answered answered) {
            return "again " + answered.revision();
        }
    }

    /** Holds the loop in the middle of a turn, so that what is asked meanwhile waits for the next one. */
    private static final class Gate implements Request<String>, AutoCloseable {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private final CompletableFuture<Outcome<String>> outcome;

        Gate(ControlLoop loop) throws InterruptedException {
            outcome = loop.ask(this);
            assertThat(entered.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        }

        void open() {
            opened.countDown();
        }

        /** Does something on the loop's thread when the gate's own transaction is in the log. */
        void openAfter(Runnable action) {
            var _ = outcome.thenRun(action);
            opened.countDown();
        }

        @Override
        public RequestId id() {
            return new RequestId("gate");
        }

        @Override
        public String reason() {
            return "gate";
        }

        @Override
        public Planned<String> plan(ClusterState state, Context context) {
            entered.countDown();
            try {
                assertThat(opened.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Planned.Accepted<>(List.of(), _ -> "passed");
        }

        @Override
        public String again(Answered answered) {
            return "";
        }

        @Override
        public void close() {
            opened.countDown();
        }
    }
}

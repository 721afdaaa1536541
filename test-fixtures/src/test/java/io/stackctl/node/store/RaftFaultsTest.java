package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.Transaction;
import io.stackctl.fixtures.Await;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients write and read a register through managers that are cut off, delayed, stopped and started in a seeded order.
 * {@code -Draft.seeds=N} runs more, {@code -Draft.seed=S} one.
 */
@Tag("store")
class RaftFaultsTest {
    private static final ConfigId REGISTER = new ConfigId("register");
    private static final Instant AT = Instant.ofEpochSecond(1_800_000_000);
    private static final int FAULTS = 8;
    private static final int CLIENTS = 4;
    private static final int OPERATIONS_BETWEEN = 60;
    private static final Duration BETWEEN = Duration.ofSeconds(4);

    @TempDir
    private Path folder;

    private final History history = new History();
    private final Set<RequestId> acknowledged = ConcurrentHashMap.newKeySet();

    static LongStream seeds() {
        var one = Long.getLong("raft.seed");
        return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, Long.getLong("raft.seeds", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatClientsSeeIsOneHistoryWhateverFails(long seed) throws Exception {
        var random = new Random(seed);
        try (var group = new RaftGroup(folder, 3, new SnapshotRule(50, Long.MAX_VALUE))) {
            var over = new AtomicBoolean();
            var clients = new ArrayList<Thread>();
            for (int number = 0; number < CLIENTS; number++) {
                var client = new Client(group, "c" + number, new Random(random.nextLong()), over);
                clients.add(Thread.ofVirtual().start(client));
            }
            for (int fault = 0; fault < FAULTS; fault++) {
                awaitOperations();
                strike(group, random);
            }
            group.network.heal();
            group.awaitLeader();
            awaitOperations();
            over.set(true);
            for (var client : clients) {
                client.join();
            }
            var state = group.awaitAgreement();
            assertThat(history.contradiction()).as("seed " + seed).isEmpty();
            assertThat(acknowledged)
                    .isNotEmpty()
                    .allMatch(request -> state.requests().contains(request));
        }
    }

    /** Time passes by what clients get done; while they get nothing done, by the clock. */
    private void awaitOperations() {
        int wanted = history.size() + OPERATIONS_BETWEEN;
        long end = System.nanoTime() + BETWEEN.toNanos();
        Await.until("operations", Duration.ofMinutes(1), () -> history.size() >= wanted || System.nanoTime() > end);
    }

    private static void strike(RaftGroup group, Random random) throws Exception {
        var members = group.members();
        var victim = members.get(random.nextInt(members.size()));
        var other = members.get(random.nextInt(members.size()));
        switch (random.nextInt(7)) {
            case 0 -> group.isolate(victim);
            case 1 ->
                members.stream()
                        .filter(member -> member.leads().isPresent())
                        .findFirst()
                        .ifPresent(group::isolate);
            case 2 -> group.network.cut(victim.peer().node(), other.peer().node());
            case 3 ->
                group.network.cutBothWays(victim.peer().node(), other.peer().node());
            case 4 -> {
                long seed = random.nextLong();
                var delays = new Random(seed);
                group.network.delay(() -> Duration.ofMillis(delays.nextInt(40)));
            }
            case 5 -> {
                group.network.heal();
                group.restart(victim);
            }
            default -> group.network.heal();
        }
    }

    /** One client: a write or a read at a time, each on a manager of its choice. */
    private final class Client implements Runnable {
        private final RaftGroup group;
        private final String name;
        private final Random random;
        private final AtomicBoolean over;
        private int written;

        Client(RaftGroup group, String name, Random random, AtomicBoolean over) {
            this.group = group;
            this.name = name;
            this.random = random;
            this.over = over;
        }

        @Override
        public void run() {
            try {
                while (!over.get()) {
                    var members = group.members();
                    var member = members.get(random.nextInt(members.size()));
                    if (random.nextBoolean()) {
                        read(member);
                    } else {
                        write(member);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void read(RaftGroup.Member member) throws InterruptedException {
            long began = history.tick();
            var quorum = member.store().quorum();
            if (quorum.isPresent() && quorum.get().awaitFresh(Duration.ofMillis(500))) {
                var state = member.store().state();
                history.add(
                        new History.Read(began, history.tick(), state.revision().value(), value(state)));
            }
        }

        /** As the one loop of a manager does it: one proposal at a time, computed from the state of that moment. */
        private void write(RaftGroup.Member member) throws InterruptedException {
            var term = member.leads();
            if (term.isEmpty()) {
                return;
            }
            var value = name + "-" + ++written;
            long began = history.tick();
            synchronized (member) {
                var request = new RequestId(value);
                switch (member.store().propose(transaction(member.store().state(), request), term.get())) {
                    case Proposed.Applied(var revision) -> {
                        acknowledged.add(request);
                        history.add(new History.Write(began, history.tick(), revision.value(), value));
                    }
                    case Proposed.Unknown _ -> history.doubt(value);
                    case Proposed.Stale _, Proposed.NotLeader _, Proposed.Refused _ -> {}
                }
            }
        }
    }

    private static Optional<String> value(ClusterState state) {
        return state.configs()
                .get(REGISTER)
                .map(config -> new String(config.content().toArray(), StandardCharsets.UTF_8));
    }

    private static Transaction transaction(ClusterState state, RequestId request) {
        var register = new StoredConfig(
                REGISTER,
                Optional.empty(),
                "register",
                new ContentVersion("v"),
                Immutable.emptyMap(),
                Bytes.of(request.value().getBytes(StandardCharsets.UTF_8)),
                AT);
        return new Transaction(
                state.revision(), AT, "write", List.of(request), List.of(new Change.PutConfig(register)));
    }
}

package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.StatusRuntimeException;
import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.StackLock;
import io.stackctl.fixtures.Await;
import io.stackctl.wire.ProblemTrailer;
import io.stackctl.wire.proto.ProblemKind;
import io.stackctl.wire.proto.RemoveStacksReply;
import io.stackctl.wire.proto.RemoveStacksRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that change one stack at the same time, each over a connection of its own. */
final class StackLockTest {
    private static final List<String> DEMO = List.of("demo");

    private final List<ClusterClient> clients = new CopyOnWriteArrayList<>();
    private ControlWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new ControlWorld();
    }

    @AfterEach
    void stop() {
        clients.forEach(ClusterClient::close);
        world.close();
    }

    @Test
    void the_second_hears_who_is_in_the_way_and_gets_the_lock_when_the_first_has_done() throws Exception {
        var heard = new CopyOnWriteArrayList<StackLock.Holder>();
        CompletableFuture<StackLock> second;
        try (var _ = lock(client(), "ann")) {
            second = inBackground(client(), "bob", heard);
            Await.until("word of who has it", ControlWorld.LIMIT, () -> !heard.isEmpty());
            assertThat(heard.getFirst().toString()).contains("stack demo is locked by ann (deploy) since ");
            assertThat(second).isNotDone();
        }
        second.get(20, TimeUnit.SECONDS).close();
    }

    @Test
    void a_client_that_dies_leaves_no_lock_behind() throws Exception {
        var dying = client();
        var _ = lock(dying, "ann");
        var second = inBackground(client(), "bob", new CopyOnWriteArrayList<>());
        dying.close();
        second.get(20, TimeUnit.SECONDS).close();
    }

    @Test
    void whoever_does_not_want_to_wait_is_told_at_once() throws Exception {
        try (var _ = lock(client(), "ann")) {
            var impatient = client();
            var failure = catchThrowableOfType(
                    ClusterException.class, () -> impatient.lock(DEMO, "bob", "deploy", Duration.ZERO, _ -> {}));
            assertThat(failure.reason()).isEqualTo(ClusterException.Reason.LOCKED);
            assertThat(failure).hasMessageContaining("locked by ann (deploy) since ");
        }
    }

    @Test
    void a_write_passes_while_nobody_has_the_lock_or_with_the_right_of_the_one_who_has() throws Exception {
        assertThat(remove(UUID.randomUUID().toString()).getNotFoundList()).containsExactly("demo");
        var ann = client();
        try (var lock = lock(ann, "ann")) {
            assertThat(ann.removeStacks(DEMO, lock).notFound()).containsExactly("demo");
        }
    }

    @Test
    void a_write_of_somebody_else_is_refused_while_the_lock_is_held() throws Exception {
        try (var _ = lock(client(), "ann")) {
            var before = world.state();
            var failure = catchThrowableOfType(
                    StatusRuntimeException.class, () -> remove(UUID.randomUUID().toString()));
            assertThat(failure.getStatus().getDescription()).startsWith("stack demo is locked by ann (deploy) since ");
            var problem = Objects.requireNonNull(
                    Objects.requireNonNull(failure.getTrailers()).get(ProblemTrailer.KEY));
            assertThat(problem.getKind()).isEqualTo(ProblemKind.PROBLEM_KIND_LOCKED);
            assertThat(world.state()).isEqualTo(before);
        }
    }

    @Test
    void a_retry_of_what_was_done_gets_its_answer_whoever_has_the_lock_by_then() throws Exception {
        var id = UUID.randomUUID().toString();
        var first = remove(id);
        try (var _ = lock(client(), "ann")) {
            assertThat(remove(id).getRevision()).isEqualTo(first.getRevision());
        }
    }

    @Test
    void under_a_new_leader_the_holder_gets_its_lock_back_by_itself() throws Exception {
        try (var _ = lock(client(), "ann")) {
            world.changeLeader();
            Await.until("the lock", ControlWorld.LIMIT, this::isLocked);
        }
        Await.until("the end of it", ControlWorld.LIMIT, () -> !isLocked());
    }

    private boolean isLocked() {
        try (var probe = client().lock(DEMO, "probe", "rm", Duration.ZERO, _ -> {})) {
            assertThat(probe).isNotNull();
            return false;
        } catch (ClusterException failure) {
            return failure.reason() == ClusterException.Reason.LOCKED;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RemoveStacksReply remove(String requestId) {
        return world.control()
                .removeStacks(RemoveStacksRequest.newBuilder()
                        .setRequestId(requestId)
                        .addNames("demo")
                        .build());
    }

    private ClusterClient client() {
        var client = ClusterClient.over(world.client());
        clients.add(client);
        return client;
    }

    private static StackLock lock(ClusterClient client, String who) throws Exception {
        return client.lock(DEMO, who, "deploy", ControlWorld.LIMIT, _ -> {});
    }

    private static CompletableFuture<StackLock> inBackground(
            ClusterClient client, String who, List<StackLock.Holder> heard) {
        var result = new CompletableFuture<StackLock>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(client.lock(DEMO, who, "deploy", ControlWorld.LIMIT, heard::add));
            } catch (ClusterException | InterruptedException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}

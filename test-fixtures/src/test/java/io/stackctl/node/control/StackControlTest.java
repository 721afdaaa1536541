package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import io.stackctl.fixtures.SpecBuilder;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.StackSpec;
import io.stackctl.view.StackPhase;
import io.stackctl.wire.ProblemTrailer;
import io.stackctl.wire.SpecCodec;
import io.stackctl.wire.proto.DeployReply;
import io.stackctl.wire.proto.DeployRequest;
import io.stackctl.wire.proto.ProblemKind;
import io.stackctl.wire.proto.RemoveStacksRequest;
import io.stackctl.wire.proto.ResolveImageMessage;
import io.stackctl.wire.proto.RollbackStackRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deploying, reviewing, going back and removing, as clients do it: through the manager's door, over the real loop. */
final class StackControlTest {
    private ControlWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new ControlWorld();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_plan_that_was_reviewed_is_carried_out_as_it_is() {
        settled("app:1");
        var plan = world.control().planStack(request("app:2").build());
        var reply =
                world.control().deploy(request("app:2").setPlanId(plan.getId()).build());
        assertThat(reply.getStackRevision()).isEqualTo(2);
        assertThat(reply.getStepsList()).isEqualTo(plan.getStepsList());
    }

    @Test
    void a_plan_that_is_stale_changes_nothing() {
        settled("app:1");
        var plan = world.control().planStack(request("app:3").build());
        settled("app:2");
        var before = world.state();

        var refused = refused(() ->
                world.control().deploy(request("app:3").setPlanId(plan.getId()).build()));

        assertThat(problem(refused)).isEqualTo(ProblemKind.PROBLEM_KIND_STALE_PLAN);
        assertThat(world.state()).isEqualTo(before);
    }

    @Test
    void a_rollback_to_a_revision_that_is_not_kept_changes_nothing() {
        settled("app:1");
        settled("app:2");
        var before = world.state();

        var refused = refused(() -> rollback(7));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refused.getStatus().getDescription()).contains("7", "1, 2");
        assertThat(world.state()).isEqualTo(before);
    }

    @Test
    void a_rollback_of_a_stack_that_never_settled_before_changes_nothing() {
        settled("app:1");
        var before = world.state();

        var refused = refused(() -> rollback(0));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(world.state()).isEqualTo(before);
    }

    @Test
    void a_stack_that_was_taken_back_on_request_is_settled_in_every_view() {
        settled("app:1");
        settled("app:2");

        var reply = rollback(1);
        settles();

        assertThat(reply.getStackRevision()).isEqualTo(3);
        assertThat(image()).isEqualTo("app:1");
        assertThat(results())
                .containsExactly(
                        StackRevision.Result.SETTLED, StackRevision.Result.SETTLED, StackRevision.Result.SETTLED);
    }

    @Test
    void a_stack_whose_deploy_failed_is_rolled_back_in_every_view_until_the_next_deploy() {
        settled("app:1");

        world.control().deploy(request("bad:1").build());
        world.until("the rollback", state -> phase(state) == StackPhase.ROLLED_BACK);

        assertThat(image()).isEqualTo("app:1");
        world.until(
                "the note on the revision",
                _ -> results()
                        .equals(List.of(
                                StackRevision.Result.SETTLED,
                                StackRevision.Result.FAILED,
                                StackRevision.Result.SETTLED)));
        assertThat(stack().current().orElseThrow().restores()).contains(1L);
        settled("app:2");
        assertThat(phase(world.state())).isEqualTo(StackPhase.SETTLED);
    }

    @Test
    void a_service_that_only_the_failed_revision_had_goes_and_at_no_time_does_the_stack_look_settled() {
        settled("app:1");
        var failed = request("app:1", "bad:1").build();
        var revision = world.control().deploy(failed).getRevision();
        assertThat(revision).isPositive();
        world.until("the rollback", state -> {
            assertThat(phase(state)).isNotEqualTo(StackPhase.SETTLED);
            return phase(state) == StackPhase.ROLLED_BACK;
        });
        world.until("one service", state -> state.services().size() == 1);
        assertThat(StackPhase.whyBack(stack()).orElseThrow())
                .startsWith("revision 2 failed: service worker: update rolled back due to failure")
                .endsWith("; back on revision 1");
    }

    @Test
    void who_failed_is_told_apart_from_who_had_gone_back_before() {
        settled("app:1", "app:1");
        world.control().deploy(request("bad:1", "app:1").build());
        world.until("the rollback", state -> phase(state) == StackPhase.ROLLED_BACK);
        world.control().deploy(request("app:1", "bad:1").build());
        world.until(
                "another",
                state -> phase(state) == StackPhase.ROLLED_BACK
                        && stack(state).current().orElseThrow().number() == 5);
        assertThat(StackPhase.whyBack(stack()).orElseThrow()).startsWith("revision 4 failed: service worker: ");
    }

    @Test
    void a_stack_goes_in_the_middle_of_its_deploy() {
        settled("app:1");
        world.control().deploy(request("hangs:1").build());
        assertThat(phase(world.state())).isEqualTo(StackPhase.ROLLING);

        remove();

        world.until("nothing", StackControlTest::nothingLeft);
    }

    @Test
    void a_deploy_builds_beside_the_stack_of_its_name_that_is_on_the_way_out() throws Exception {
        settled("app:1");
        world.cling(true);
        remove();
        var dying = world.state().stacks().values().findFirst().orElseThrow();
        assertThat(dying.removing()).isTrue();

        var reply = world.control().deploy(request("app:2").build());
        settles();

        assertThat(reply.getStackRevision()).isEqualTo(1);
        assertThat(world.state().stacks().get(dying.id())).isPresent();
        world.cling(false);
        world.until("the old one's end", state -> state.stacks().get(dying.id()).isEmpty());
        assertThat(phase(world.state())).isEqualTo(StackPhase.SETTLED);
        assertThat(world.state().services().size()).isEqualTo(1);
    }

    @Test
    void a_rollback_goes_on_under_a_new_leader() throws Exception {
        settled("app:1");
        world.cling(true);
        world.control().deploy(request("bad:1").build());
        world.until("a start of it", state -> phase(state) == StackPhase.ROLLING);
        world.changeLeader();
        world.cling(false);
        world.until("the rollback", state -> phase(state) == StackPhase.ROLLED_BACK);
        assertThat(image()).isEqualTo("app:1");
    }

    private static boolean nothingLeft(ClusterState state) {
        return state.stacks().isEmpty()
                && state.services().isEmpty()
                && state.specs().isEmpty();
    }

    private void settled(String... images) {
        world.control().deploy(request(images).build());
        settles();
    }

    private void settles() {
        world.until(
                "a settled stack",
                state -> phase(state) == StackPhase.SETTLED
                        && stack(state).current().orElseThrow().result() == StackRevision.Result.SETTLED);
    }

    private DeployReply rollback(long to) {
        return world.control()
                .rollbackStack(RollbackStackRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName("demo")
                        .setTo(to)
                        .build());
    }

    private void remove() {
        var _ = world.control()
                .removeStacks(RemoveStacksRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .addNames("demo")
                        .build());
    }

    /** A service for each image. */
    private static DeployRequest.Builder request(String... images) {
        var names = List.of("demo_web", "demo_worker");
        var services = java.util.stream.IntStream.range(0, images.length)
                .mapToObj(i -> SpecBuilder.service(names.get(i))
                        .image(images[i])
                        .replicas(2)
                        .published(80, Optional.of(8080 + i))
                        .restart(new Restart(Restart.Condition.ANY, Duration.ZERO, 0, Duration.ZERO))
                        .update(rollout(Rollout.OnFailure.ROLLBACK))
                        .rollback(rollout(Rollout.OnFailure.PAUSE))
                        .build())
                .toList();
        var none = List.<String>of();
        var spec = new StackSpec("demo", services, List.of(), List.of(), List.of(), none, none, none);
        return DeployRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setStack(SpecCodec.toMessage(spec))
                .setResolveImage(ResolveImageMessage.RESOLVE_IMAGE_NEVER);
    }

    private static Rollout rollout(Rollout.OnFailure onFailure) {
        return new Rollout(1, Duration.ZERO, Duration.ZERO, 0, onFailure, Rollout.Order.STOP_FIRST);
    }

    private Stack stack() {
        return stack(world.state());
    }

    private static Stack stack(ClusterState state) {
        return StackPhase.find(state, "demo", false).orElseThrow();
    }

    private static StackPhase phase(ClusterState state) {
        return StackPhase.of(state, stack(state));
    }

    private List<StackRevision.Result> results() {
        return stack().revisions().stream().map(StackRevision::result).toList();
    }

    private String image() {
        var state = world.state();
        var service = StackPhase.services(state, stack()).getFirst();
        return state.spec(service).container().image();
    }

    private static StatusRuntimeException refused(Runnable call) {
        return Objects.requireNonNull(catchThrowableOfType(StatusRuntimeException.class, call::run));
    }

    private static ProblemKind problem(StatusRuntimeException failure) {
        var trailers = Objects.requireNonNull(failure.getTrailers());
        return Objects.requireNonNull(trailers.get(ProblemTrailer.KEY)).getKind();
    }
}

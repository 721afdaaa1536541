package io.stackctl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.StackRevision;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Mode;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a deploy would do to a stack, and what it makes of the state. */
class StackPlannerTest {
    private final Deploys deploys = new Deploys("node-a", "node-b");

    @Test
    void theFirstDeployMakesEverythingInOneRevision() {
        var plan = deploys.deploy(Specs.stack("demo", Specs.service("demo_web")));

        assertThat(plan.from()).isZero();
        assertThat(plan.to()).isEqualTo(1);
        assertThat(plan.steps())
                .containsExactly(
                        new PlanStep.Create(new Subject(ObjectKind.NETWORK, "demo_default"), 0),
                        new PlanStep.Create(new Subject(ObjectKind.SERVICE, "demo_web"), 2));
        assertThat(plan.placement().nodes())
                .containsExactly(
                        new PlacementPreview.NodeCount("node-a", 1), new PlacementPreview.NodeCount("node-b", 1));
        var revision =
                deploys.state().stacks().values().findFirst().orElseThrow().current();
        assertThat(revision.orElseThrow().services()).containsOnlyKeys("web");
        assertThat(revision.orElseThrow().networks()).hasSize(1);
        assertThat(revision.orElseThrow().result()).isEqualTo(StackRevision.Result.ROLLING);
        assertThat(revision.orElseThrow().author()).isEqualTo("alice");
        assertThat(web().progress()).isInstanceOf(Progress.Rolling.class);
    }

    @Test
    void anEqualFileMakesNoRevisionAndTouchesNothing() {
        var stack = Specs.stack("demo", Specs.service("demo_web"));
        deploys.deploy(stack);
        deploys.settle();
        var before = deploys.state();

        var plan = deploys.deploy(stack);

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.to()).isEqualTo(plan.from()).isEqualTo(1);
        assertThat(deploys.state()).isEqualTo(before);
    }

    @Test
    void anotherImageReplacesTheTasksUnderTheNextVersion() {
        deployAndSettle(Specs.service("demo_web"));

        var plan = deploys.deploy(Specs.stack("demo", Specs.image(Specs.service("demo_web"), "image:2")));

        assertThat(plan.steps())
                .contains(new PlanStep.Change(
                        new Subject(ObjectKind.SERVICE, "demo_web"),
                        List.of(new FieldChange("image", Optional.of("image:1"), Optional.of("image:2"), false, true)),
                        new Effect.TasksReplaced(2, Rollout.Order.STOP_FIRST, 1, false)));
        assertThat(plan.summary()).isEqualTo(new StackPlan.Summary(0, 1, 2, 0));
        assertThat(web().version()).isEqualTo(new SpecVersion(2));
        assertThat(web().previous()).contains(new SpecVersion(1));
        assertThat(web().progress()).isInstanceOf(Progress.Rolling.class);
    }

    @Test
    void aLabelOfTheServiceChangesInPlaceAndRollsNothing() {
        deployAndSettle(Specs.service("demo_web"));

        var plan = deploys.deploy(Specs.stack("demo", Specs.labels(Specs.service("demo_web"), "tier", "front")));

        assertThat(plan.steps())
                .contains(new PlanStep.Change(
                        new Subject(ObjectKind.SERVICE, "demo_web"),
                        List.of(new FieldChange(
                                "deploy.labels tier", Optional.empty(), Optional.of("front"), false, false)),
                        Effect.IN_PLACE));
        assertThat(web().progress()).isEqualTo(Progress.SETTLED);
    }

    @Test
    void anotherNumberOfReplicasOnlyScales() {
        deployAndSettle(Specs.service("demo_web"));

        var plan = deploys.accepted(
                Specs.stack("demo", Specs.service("demo_web").withMode(new Mode.Replicated(5))), Deploys.PLAIN);

        assertThat(plan.steps())
                .filteredOn(PlanStep.Change.class::isInstance)
                .singleElement()
                .extracting(step -> ((PlanStep.Change) step).effect())
                .isEqualTo(new Effect.Scaled(2, 5));
        assertThat(plan.placement().nodes())
                .containsExactly(
                        new PlacementPreview.NodeCount("node-a", 2), new PlacementPreview.NodeCount("node-b", 1));
    }

    @Test
    void servicesThatLeftTheFileStayUnlessPruned() {
        deploys.deploy(Specs.stack("demo", Specs.service("demo_old"), Specs.service("demo_web")));
        deploys.settle();
        var without = Specs.stack("demo", Specs.image(Specs.service("demo_web"), "image:2"));
        var old = new Subject(ObjectKind.SERVICE, "demo_old");

        assertThat(deploys.accepted(without, Deploys.PRUNE).steps())
                .contains(new PlanStep.Remove(old, 2, PlanStep.Remove.Reason.PRUNED));
        assertThat(deploys.deploy(without).steps()).contains(new PlanStep.Keep(old, PlanStep.Keep.Reason.LEFT_FILE));
        assertThat(current().services()).containsOnlyKeys("old", "web");

        deploys.deploy(without, Deploys.PRUNE);
        assertThat(current().services()).containsOnlyKeys("web");
        assertThat(leftovers()).isEmpty();
        deploys.settle();
        assertThat(leftovers()).hasSize(1);
        deploys.apply(leftovers());
        assertThat(deploys.state().services().values().filter(service -> service.removing()))
                .extracting(service -> service.name())
                .containsExactly("demo_old");
    }

    @Test
    void aConfigWithOtherContentIsANewVersionThatRollsItsUsersOnly() {
        var web = Specs.files(Specs.service("demo_web"), List.of(), List.of("demo_conf"));
        var api = Specs.service("demo_api");
        deploys.deploy(
                Specs.with(Specs.stack("demo", api, web), List.of(), List.of(Specs.config("demo_conf", "aaaa"))));
        deploys.settle();

        var plan = deploys.deploy(
                Specs.with(Specs.stack("demo", api, web), List.of(), List.of(Specs.config("demo_conf", "bbbb"))));

        assertThat(plan.steps())
                .contains(
                        new PlanStep.NewVersion(
                                new Subject(ObjectKind.CONFIG, "demo_conf"), "aaaa", "bbbb", List.of("web")),
                        new PlanStep.Keep(new Subject(ObjectKind.SERVICE, "demo_api"), PlanStep.Keep.Reason.UNCHANGED));
        assertThat(deploys.state().configs().size()).isEqualTo(2);
        assertThat(deploys.state().spec(web()).container().configs().getFirst().version())
                .contains(new ContentVersion("bbbb"));

        deploys.settle();
        var back = deploys.deploy(
                Specs.with(Specs.stack("demo", api, web), List.of(), List.of(Specs.config("demo_conf", "aaaa"))));
        assertThat(back.isEmpty()).isFalse();
        assertThat(deploys.state().configs().size()).isEqualTo(2);
        assertThat(web().version()).isEqualTo(new SpecVersion(3));
    }

    @Test
    void aNumberThatTheClusterChoseStaysWithItsPort() {
        var spec = Specs.ports(Specs.service("demo_web"), Specs.port(0, 80, PortSpec.PublishMode.INGRESS));
        deployAndSettle(spec);
        deploys.change(
                new Change.PutService(web().withPorts(List.of(Specs.port(30_000, 80, PortSpec.PublishMode.INGRESS)))));

        deploys.deploy(Specs.stack("demo", Specs.image(spec, "image:2")));

        assertThat(web().ports()).containsExactly(Specs.port(30_000, 80, PortSpec.PublishMode.INGRESS));
    }

    @Test
    void whatWasScaledByHandIsShownAsDrift() {
        deployAndSettle(Specs.service("demo_web"));
        var scaled = Specs.service("demo_web").withMode(new Mode.Replicated(6));
        var moved = web().moved(new SpecVersion(2), Progress.SETTLED, Deploys.NOW);
        deploys.change(new Change.PutSpec(moved.spec(), scaled));
        deploys.change(new Change.PutService(moved));

        var plan = deploys.accepted(Specs.stack("demo", Specs.service("demo_web")), Deploys.PLAIN);

        assertThat(plan.drift())
                .containsExactly(new Drift(
                        "web",
                        Optional.of(
                                new FieldChange("deploy.replicas", Optional.of("2"), Optional.of("6"), false, false))));
        assertThat(plan.isEmpty()).isFalse();
    }

    @Test
    void whatWasRemovedByHandIsShownAsDriftAndMadeAnew() {
        deployAndSettle(Specs.service("demo_web"));
        deploys.change(new Change.PutService(web().onTheWayOut(Deploys.NOW)));

        var plan = deploys.accepted(Specs.stack("demo", Specs.service("demo_web")), Deploys.PLAIN);

        assertThat(plan.drift()).containsExactly(new Drift("web", Optional.empty()));
        assertThat(plan.steps()).contains(new PlanStep.Create(new Subject(ObjectKind.SERVICE, "demo_web"), 2));
    }

    @Test
    void aNewDeploySupersedesTheOneThatRolls() {
        deploys.deploy(Specs.stack("demo", Specs.service("demo_web")));
        deploys.deploy(Specs.stack("demo", Specs.image(Specs.service("demo_web"), "image:2")));

        assertThat(deploys.state().stacks().values().findFirst().orElseThrow().revisions())
                .extracting(StackRevision::result)
                .containsExactly(StackRevision.Result.SUPERSEDED, StackRevision.Result.ROLLING);
    }

    @Test
    void onlyTenRevisionsAreKeptAndTheLastThatSettledAmongThem() {
        deployAndSettle(Specs.service("demo_web"));
        for (int i = 2; i <= 15; i++) {
            deploys.deploy(Specs.stack("demo", Specs.image(Specs.service("demo_web"), "image:" + i)));
        }

        assertThat(deploys.state().stacks().values().findFirst().orElseThrow().revisions())
                .extracting(StackRevision::number)
                .containsExactly(1L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
    }

    @Test
    void aPausedRolloutToTheSameFileGoesOn() {
        deployAndSettle(Specs.service("demo_web"));
        deploys.change(new Change.PutService(
                web().with(new Progress.Paused(Progress.Direction.FORWARD, "too many failures", Deploys.NOW))));

        var plan = deploys.deploy(Specs.stack("demo", Specs.service("demo_web")));

        assertThat(plan.isEmpty()).isFalse();
        assertThat(web().progress()).isInstanceOf(Progress.Rolling.class);
        assertThat(web().version()).isEqualTo(new SpecVersion(1));
    }

    @Test
    void anImageWithoutADigestKeepsTheOneItIsKnownBy() {
        deployAndSettle(Specs.image(Specs.service("demo_web"), "image:1@sha256:aa"));

        assertThat(deploys.deploy(Specs.stack("demo", Specs.service("demo_web")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aPlanHasTheSameIdForTheSameWorkAndAnotherForOtherWork() {
        deployAndSettle(Specs.environment(Specs.service("demo_web"), "PASSWORD=one"));
        var two = Specs.stack("demo", Specs.environment(Specs.service("demo_web"), "PASSWORD=two"));
        var three = Specs.stack("demo", Specs.environment(Specs.service("demo_web"), "PASSWORD=three"));

        var id = deploys.accepted(two, Deploys.PLAIN).id();

        assertThat(deploys.accepted(two, Deploys.PLAIN).id()).isEqualTo(id).hasSize(16);
        assertThat(deploys.accepted(three, Deploys.PLAIN).id()).isNotEqualTo(id);
    }

    @Test
    void aStackIsBuiltBesideItsDyingNamesake() {
        deployAndSettle(Specs.service("demo_web"));
        deploys.apply(
                ((StackRemoval.Outcome.Removing) StackRemoval.plan(deploys.state(), "demo", Deploys.NOW)).changes());

        var plan = deploys.deploy(Specs.stack("demo", Specs.service("demo_web")));

        assertThat(plan.to()).isEqualTo(1);
        assertThat(deploys.state().services().size()).isEqualTo(2);
        assertThat(deploys.state().networks().size()).isEqualTo(2);
    }

    @Test
    void anUpdateThatCannotStartTheNewTaskFirstSaysSo() {
        var spec = Specs.order(Specs.atMost(Specs.service("demo_web"), 1), Rollout.Order.START_FIRST);
        deployAndSettle(spec);

        var plan = deploys.accepted(Specs.stack("demo", Specs.image(spec, "image:2")), Deploys.PLAIN);

        assertThat(plan.steps())
                .filteredOn(PlanStep.Change.class::isInstance)
                .singleElement()
                .extracting(step -> ((PlanStep.Change) step).effect())
                .isEqualTo(new Effect.TasksReplaced(2, Rollout.Order.START_FIRST, 1, true));
    }

    private void deployAndSettle(ServiceSpec web) {
        deploys.deploy(Specs.stack("demo", web));
        deploys.settle();
    }

    @Test
    void aScaleInTheMiddleOfAnUpdateGoesOnWithIt() {
        deployAndSettle(Specs.service("demo_web"));
        var updated = Specs.image(Specs.service("demo_web"), "image:2");
        deploys.deploy(Specs.stack("demo", updated));
        var begun = (Progress.Rolling) web().progress();

        deploys.deploy(Specs.stack("demo", updated.withMode(new Mode.Replicated(7))));

        assertThat(web().progress()).isEqualTo(begun.goingOn(7));
        assertThat(web().progress())
                .isInstanceOfSatisfying(
                        Progress.Rolling.class,
                        rolling -> assertThat(rolling.born()).isEqualTo(begun.born()));
    }

    private Service web() {
        return Owners.service(deploys.state(), "demo_web").orElseThrow();
    }

    private StackRevision current() {
        return deploys.state()
                .stacks()
                .values()
                .findFirst()
                .orElseThrow()
                .current()
                .orElseThrow();
    }

    private List<Change> leftovers() {
        return Pruning.removals(deploys.state(), Deploys.NOW);
    }
}

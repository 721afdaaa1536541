package io.stackctl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Progress;
import io.stackctl.cluster.StackRevision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Going back to a kept revision as a whole, and plans that were reviewed. */
class StackRollbackTest {
    private final Deploys deploys = new Deploys("node-a", "node-b");

    private void deploy(String image) {
        var service = Specs.service("demo_web");
        deploys.deploy(
                Specs.stack("demo", service.withContainer(service.container().withImage(image))));
        deploys.settle();
    }

    private Planned rollback(Optional<Long> to) {
        return StackRollback.plan(deploys.state(), "demo", to, deploys.context());
    }

    @Test
    void goingBackMakesANewRevisionThatRestoresTheNewestThatSettledBefore() {
        deploy("app:1");
        deploy("app:2");

        var plan = ((Planned.Accepted) rollback(Optional.empty())).plan();
        deploys.apply(plan.changes());

        assertThat(plan.from()).isEqualTo(2);
        assertThat(plan.to()).isEqualTo(3);
        var revision = deploys.state()
                .stacks()
                .values()
                .findFirst()
                .flatMap(stack -> stack.current())
                .orElseThrow();
        assertThat(revision.restores()).contains(1L);
        assertThat(revision.result()).isEqualTo(StackRevision.Result.ROLLING);
        var web = Owners.service(deploys.state(), "demo_web").orElseThrow();
        assertThat(deploys.state().spec(web).container().image()).isEqualTo("app:1");
        assertThat(web.progress())
                .isInstanceOfSatisfying(
                        Progress.Rolling.class,
                        rolling -> assertThat(rolling.direction()).isEqualTo(Progress.Direction.BACK));
    }

    @Test
    void aNumberThatIsNotKeptIsRefusedWithThoseThatAre() {
        deploy("app:1");
        deploy("app:2");
        assertThat(((Planned.Refused) rollback(Optional.of(7L))).reasons())
                .containsExactly(new Refusal.UnknownRevision("demo", 7, List.of(1L, 2L)));
    }

    @Test
    void theFirstRevisionHasNothingToGoBackTo() {
        deploy("app:1");
        assertThat(((Planned.Refused) rollback(Optional.empty())).reasons())
                .containsExactly(new Refusal.NothingToGoBackTo("demo"));
    }

    @Test
    void aReviewedPlanIsCarriedOutAndAnyOtherIsStale() {
        deploy("app:1");
        var stack = Specs.stack("demo", Specs.service("demo_web"));
        var reviewed = ((Planned.Accepted) plan(stack, Optional.empty())).plan().id();

        assertThat(plan(stack, Optional.of(reviewed))).isInstanceOf(Planned.Accepted.class);
        deploy("app:3");
        assertThat(((Planned.Refused) plan(stack, Optional.of(reviewed))).reasons())
                .hasOnlyElementsOfType(Refusal.StalePlan.class);
    }

    private Planned plan(io.stackctl.spec.StackSpec stack, Optional<String> reviewed) {
        var options = new DeployOptions(false, false, reviewed, Optional.empty(), 10);
        return StackPlanner.plan(deploys.state(), stack, options, Deploys.contents(stack), deploys.context());
    }
}

package io.stackctl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Service;
import io.stackctl.cluster.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Removing a stack: everything at once, nothing of others. */
class StackRemovalTest {
    private final Deploys deploys = new Deploys("node-a");

    @Test
    void everythingOfTheStackIsMarkedInOneTransaction() {
        deploys.deploy(Specs.with(
                Specs.stack("demo", Specs.service("demo_web")), List.of(Specs.secret("demo_token", "v")), List.of()));
        deploys.settle();

        var removing = (StackRemoval.Outcome.Removing) StackRemoval.plan(deploys.state(), "demo", Deploys.NOW);
        deploys.apply(removing.changes());

        assertThat(removing.steps())
                .extracting(step -> step.subject().toString())
                .containsExactly("network demo_default", "secret demo_token", "service demo_web");
        assertThat(deploys.state().stacks().values()).allMatch(Stack::removing);
        assertThat(deploys.state().services().values()).allMatch(Service::removing);
        assertThat(deploys.state().networks().values()).allMatch(network -> network.removing());
        assertThat(deploys.state().secrets().size()).isEqualTo(1);
    }

    @Test
    void anUnknownStackIsToldWithTheNearest() {
        deploys.deploy(Specs.stack("demo", Specs.service("demo_web")));

        var nothing = (StackRemoval.Outcome.Nothing) StackRemoval.plan(deploys.state(), "dmeo", Deploys.NOW);

        assertThat(nothing.why().nearest()).contains("demo");
    }

    @Test
    void aNetworkThatAnotherStackIsOnHoldsTheStack() {
        deploys.deploy(Specs.stack("demo", Specs.service("demo_web")));
        deploys.deploy(Specs.stack("other", Specs.service("other_web", "demo_default")));

        var refused = (StackRemoval.Outcome.Refused) StackRemoval.plan(deploys.state(), "demo", Deploys.NOW);

        assertThat(refused.reasons())
                .extracting(Refusal::sentence)
                .containsExactly("network 'demo_default' is in use by the following service: other_web");
    }
}

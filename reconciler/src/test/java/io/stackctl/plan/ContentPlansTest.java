package io.stackctl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets and configs outside of stacks, and what keeps them from being removed. */
class ContentPlansTest {
    private final Deploys deploys = new Deploys("node-a");

    @Test
    void aNameIsGivenOnce() {
        accepted(create("token"));

        assertThat(refusal(create("token"))).isEqualTo("secret token already exists");
    }

    @Test
    void aNameOfAStackIsRefusedWithTheStack() {
        deploys.deploy(Specs.with(
                Specs.stack("demo", Specs.service("demo_web")), List.of(Specs.secret("demo_token", "v")), List.of()));

        assertThat(refusal(create("demo_token")))
                .isEqualTo("secret demo_token already exists and belongs to stack \"demo\"");
        assertThat(refusal(remove("demo_token")))
                .isEqualTo("secret 'demo_token' belongs to stack \"demo\", and its revision 1 needs it; it goes with"
                        + " the stack");
    }

    @Test
    void whatAServiceUsesIsNotRemoved() {
        accepted(create("token"));
        deploys.deploy(Specs.stack(
                "demo",
                Specs.files(Specs.service("demo_a"), List.of("token"), List.of()),
                Specs.files(Specs.service("demo_b"), List.of("token"), List.of())));

        assertThat(refusal(remove("token")))
                .isEqualTo("secret 'token' is in use by the following services: demo_a, demo_b");
    }

    @Test
    void aTaskThatStillRunsHoldsItsSecret() {
        accepted(create("token"));
        deploys.deploy(Specs.stack("demo", Specs.files(Specs.service("demo_a"), List.of("token"), List.of())));
        deploys.settle();
        deploys.apply(
                ((StackRemoval.Outcome.Removing) StackRemoval.plan(deploys.state(), "demo", Deploys.NOW)).changes());

        assertThat(refusal(remove("token"))).isEqualTo("secret 'token' is in use by the following service: demo_a");
    }

    @Test
    void anUnusedOneIsRemovedByNameByIdOrByTheStartOfItsId() {
        for (int length : new int[] {0, 6, 5}) {
            var created = accepted(create("token"));
            var text = length == 0 ? "token" : created.id().substring(0, length);

            assertThat(accepted(remove(text)).name()).isEqualTo("token");
            assertThat(deploys.state().secrets().isEmpty()).isTrue();
        }
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        accepted(create("db_password"));

        assertThat(refusal(remove("db_pasword")))
                .isEqualTo("secret not found: db_pasword; did you mean \"db_password\"?");
        assertThat(refusal(remove("x"))).isEqualTo("secret not found: x");
    }

    private ContentPlans.Outcome create(String name) {
        return ContentPlans.create(
                deploys.state(),
                ObjectKind.SECRET,
                name,
                Immutable.emptyMap(),
                new ContentVersion("v"),
                Deploys.bytes("content"),
                deploys.context());
    }

    private ContentPlans.Outcome remove(String nameOrId) {
        return ContentPlans.remove(deploys.state(), ObjectKind.SECRET, nameOrId);
    }

    private ContentPlans.Outcome.Accepted accepted(ContentPlans.Outcome outcome) {
        var accepted = (ContentPlans.Outcome.Accepted) outcome;
        deploys.apply(accepted.changes());
        return accepted;
    }

    private static String refusal(ContentPlans.Outcome outcome) {
        return ((ContentPlans.Outcome.Refused) outcome).why().sentence();
    }
}

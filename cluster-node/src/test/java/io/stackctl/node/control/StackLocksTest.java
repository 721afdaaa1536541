package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusException;
import io.stackctl.node.Limits;
import io.stackctl.node.control.StackLocks.Standing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who goes first, and what a leader knows of the locks of the one before. */
final class StackLocksTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private OptionalLong term = OptionalLong.of(1);
    private Instant now = NOW;
    private final InstantSource clock = () -> now;
    private final StackLocks locks = new StackLocks(() -> term, clock);

    @Test
    void a_stack_has_one_holder_and_the_others_come_in_the_order_in_which_they_asked() throws StatusException {
        var first = claim("ann", "demo");
        var second = claim("bob", "demo");
        var third = claim("cid", "demo");
        assertThat(locks.standing(first)).isEqualTo(new Standing.Granted());
        assertThat(locks.standing(second)).isEqualTo(waitsFor("ann", "demo"));
        locks.end(first);
        assertThat(locks.standing(first)).isEqualTo(new Standing.Over());
        assertThat(locks.standing(second)).isEqualTo(new Standing.Granted());
        assertThat(locks.standing(third)).isEqualTo(waitsFor("bob", "demo"));
    }

    @Test
    void stacks_have_nothing_to_do_with_one_another() throws StatusException {
        assertThat(locks.standing(claim("ann", "demo"))).isEqualTo(new Standing.Granted());
        assertThat(locks.standing(claim("bob", "shop"))).isEqualTo(new Standing.Granted());
    }

    @Test
    void clients_with_several_stacks_each_never_wait_for_one_another() throws StatusException {
        var ann = claim("ann", "a", "b");
        var bob = claim("bob", "b", "a");
        assertThat(locks.standing(ann)).isEqualTo(new Standing.Granted());
        locks.end(ann);
        assertThat(locks.standing(bob)).isEqualTo(new Standing.Granted());
    }

    @Test
    void nobody_is_overtaken_by_one_who_wants_less() throws StatusException {
        var ann = claim("ann", "a");
        var bob = claim("bob", "a", "b");
        var cid = claim("cid", "b");
        assertThat(locks.standing(cid)).isEqualTo(waitsFor("bob", "b"));
        locks.end(bob);
        assertThat(locks.standing(cid)).isEqualTo(new Standing.Granted());
        assertThat(locks.standing(ann)).isEqualTo(new Standing.Granted());
    }

    @Test
    void a_holder_is_told_since_it_has_the_lock_not_since_it_asked() throws StatusException {
        var ann = claim("ann", "demo");
        var bob = claim("bob", "demo");
        var cid = claim("cid", "demo");
        now = NOW.plusSeconds(60);
        locks.end(ann);
        assertThat(locks.standing(bob)).isEqualTo(new Standing.Granted());
        assertThat(locks.standing(cid))
                .isEqualTo(new Standing.Waits(new StackLocks.Holder("demo", "bob", "deploy", now)));
    }

    @Test
    void a_write_with_the_token_of_one_who_still_waits_is_refused() throws StatusException {
        var ann = claim("ann", "demo");
        var bob = claim("bob", "demo");
        locks.write(stacks("demo"), ann.token(), "ann", "deploy").close();
        assertThatThrownBy(() -> locks.write(stacks("demo"), bob.token(), "bob", "deploy"))
                .isInstanceOf(StatusException.class)
                .hasMessageContaining("locked by ann");
    }

    @Test
    void a_token_is_no_right_to_other_stacks() throws StatusException {
        var ann = claim("ann", "demo");
        var _ = claim("bob", "shop");
        assertThatThrownBy(() -> locks.write(stacks("demo", "shop"), ann.token(), "ann", "rm"))
                .hasMessageContaining("locked by");
    }

    @Test
    void a_write_without_a_claim_is_one_until_it_is_answered() throws StatusException {
        var writing = locks.write(stacks("demo"), "", "ann", "deploy");
        var bob = claim("bob", "demo");
        assertThat(locks.standing(bob)).isEqualTo(waitsFor("ann", "demo"));
        writing.close();
        assertThat(locks.standing(bob)).isEqualTo(new Standing.Granted());
    }

    @Test
    void in_another_term_the_locks_of_this_one_are_gone() throws StatusException {
        var ann = claim("ann", "demo");
        term = OptionalLong.of(2);
        assertThat(locks.standing(ann)).isEqualTo(new Standing.Over());
        assertThat(locks.standing(claim("bob", "demo"))).isEqualTo(new Standing.Granted());
    }

    @Test
    void a_manager_that_does_not_lead_gives_none() {
        term = OptionalLong.empty();
        assertThatThrownBy(() -> claim("ann", "demo")).hasMessageContaining("no leader");
    }

    @Test
    void the_queue_has_an_end() throws StatusException {
        for (int i = 0; i < Limits.LOCK_CLAIMS; i++) {
            var _ = claim("ann", "demo");
        }
        assertThatThrownBy(() -> claim("bob", "demo")).hasMessageContaining("too many clients");
    }

    private StackLocks.Claim claim(String who, String... stacks) throws StatusException {
        return locks.claim(stacks(stacks), who, "deploy");
    }

    private static SortedSet<String> stacks(String... names) {
        return new TreeSet<>(List.of(names));
    }

    private static Standing waitsFor(String who, String stack) {
        return new Standing.Waits(new StackLocks.Holder(stack, who, "deploy", NOW));
    }
}

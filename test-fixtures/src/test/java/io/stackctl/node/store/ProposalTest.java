package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Revision;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProposalTest {
    private static final Duration PATIENCE = Duration.ofMillis(1);

    @Test
    void a_disk_that_hangs_for_long_takes_the_lead_from_nobody() throws InterruptedException {
        var proposal = new Proposal();
        var applied = new Proposed.Applied(new Revision(7));
        var asked = new AtomicInteger();

        var outcome = proposal.await(PATIENCE, () -> {
            if (asked.incrementAndGet() == 3) {
                proposal.applied(applied);
            }
            return true;
        });

        assertThat(outcome).isEqualTo(applied);
        assertThat(asked).hasValue(3);
    }

    @Test
    void the_fate_of_a_proposal_whose_manager_lost_the_lead_is_unknown() throws InterruptedException {
        assertThat(new Proposal().await(PATIENCE, () -> false)).isInstanceOf(Proposed.Unknown.class);
    }
}

package io.stackctl.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.ClusterSettings;
import io.stackctl.spec.Subnet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubnetsTest {
    @Test
    void pieces_come_in_order_and_skip_what_is_in_use() {
        assertThat(next("", "10.0.0.0/24")).contains(subnet("10.0.1.0/24"));
        assertThat(next("10.0.0.0/24", "10.0.1.128/25")).contains(subnet("10.0.2.0/24"));
    }

    @Test
    void a_freed_piece_rests_until_the_others_were_given() {
        assertThat(next("10.0.1.0/24")).contains(subnet("10.0.2.0/24"));
        assertThat(next("10.0.3.0/24")).contains(subnet("10.0.0.0/24"));
        assertThat(next("10.0.3.0/24", "10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"))
                .contains(subnet("10.0.3.0/24"));
    }

    @Test
    void full_pools_give_nothing() {
        assertThat(next("10.0.3.0/24", "10.0.0.0/22")).isEmpty();
    }

    private static Optional<Subnet> next(String last, String... used) {
        var settings = new ClusterSettings(
                Optional.empty(),
                1,
                5,
                List.of(subnet("10.0.0.0/22")),
                24,
                last.isEmpty() ? Optional.empty() : Optional.of(subnet(last)),
                Duration.ofSeconds(5),
                Optional.empty());
        return Subnets.next(
                settings, List.of(used).stream().map(SubnetsTest::subnet).toList());
    }

    private static Subnet subnet(String text) {
        return Subnet.parse(text).orElseThrow();
    }
}

package io.stackctl.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.TaskAddress;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressBookTest {
    private static final Network NETWORK = network("10.9.0.0/29", Optional.empty());

    @Test
    void addresses_come_one_after_the_other_and_the_first_is_kept_for_a_gateway() {
        assertThat(all(NETWORK)).containsExactly("10.9.0.2", "10.9.0.3", "10.9.0.4", "10.9.0.5", "10.9.0.6");
    }

    @Test
    void a_freed_address_comes_back_last() {
        assertThat(all(after(NETWORK, "10.9.0.4")))
                .containsExactly("10.9.0.5", "10.9.0.6", "10.9.0.2", "10.9.0.3", "10.9.0.4");
    }

    @Test
    void a_range_narrows_what_is_handed_out() {
        assertThat(all(network("10.9.0.0/24", Subnet.parse("10.9.0.64/30"))))
                .containsExactly("10.9.0.64", "10.9.0.65", "10.9.0.66", "10.9.0.67");
    }

    @Test
    void a_network_without_room_gives_nothing() {
        assertThat(all(network("10.9.0.0/31", Optional.empty()))).isEmpty();
        assertThat(all(network("10.9.0.0/32", Optional.empty()))).isEmpty();
    }

    @Test
    void tasks_hold_their_addresses_until_they_have_ended() {
        var lives = Tasks.task(1, "n1", Phase.RUNNING).addressed(List.of(on("10.9.0.2")));
        var ended = Tasks.task(2, "n1", Phase.SHUTDOWN).addressed(List.of(on("10.9.0.3")));
        var state = ClusterState.EMPTY.with(
                List.of(new Change.PutNetwork(NETWORK), new Change.PutTask(lives), new Change.PutTask(ended)));
        var book = new AddressBook();
        book.learn(state, List.of(NETWORK.id()));
        assertThat(book.free(NETWORK, address("10.9.0.2"))).isFalse();
        assertThat(book.free(NETWORK, address("10.9.0.3"))).isTrue();
        assertThat(book.next(NETWORK)).contains(address("10.9.0.3"));
    }

    /** Everything that the network gives, each held as soon as it is given. */
    private static List<String> all(Network network) {
        var book = new AddressBook();
        book.learn(ClusterState.EMPTY.with(new Change.PutNetwork(network)), List.of(network.id()));
        var given = new ArrayList<String>();
        var now = network;
        for (var next = book.next(now); next.isPresent(); next = book.next(now)) {
            book.hold(now, next.get());
            given.add(next.get().toString());
            now = now.with(now.gateways(), next);
        }
        return given;
    }

    private static Network after(Network network, String last) {
        return network.with(network.gateways(), Optional.of(address(last)));
    }

    private static TaskAddress on(String address) {
        return new TaskAddress(NETWORK.id(), address(address));
    }

    private static Ipv4Address address(String text) {
        return Ipv4Address.parse(text).orElseThrow();
    }

    private static Network network(String subnet, Optional<Subnet> range) {
        var own = Subnet.parse(subnet).orElseThrow();
        var spec = new NetworkSpec(
                "demo_default",
                "overlay",
                Immutable.emptyMap(),
                false,
                false,
                Immutable.emptyMap(),
                List.of(new NetworkSpec.Pool(own, Optional.empty(), range)));
        return new Network(
                new NetworkId("net"),
                Optional.empty(),
                spec,
                Optional.of(own),
                Immutable.emptyMap(),
                Optional.empty(),
                Tasks.START,
                false);
    }
}

package io.stackctl.plan;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who has which names. Objects on the way out have given their names back: what is built meanwhile stands beside them.
 */
final class Owners {
    private Owners() {}

    static Optional<Stack> stack(ClusterState state, String name) {
        return state.stacks()
                .values()
                .filter(stack -> !stack.removing() && stack.name().equals(name))
                .findFirst();
    }

    /** The owner is gone or going, and its objects with it. */
    static boolean dying(ClusterState state, Optional<StackId> owner) {
        return owner.isPresent()
                && state.stacks().get(owner.get()).map(Stack::removing).orElse(true);
    }

    static Optional<String> name(ClusterState state, Optional<StackId> owner) {
        return owner.flatMap(id -> state.stacks().get(id)).map(Stack::name);
    }

    static Stream<Service> services(ClusterState state) {
        return state.services().values().filter(service -> !service.removing());
    }

    static Stream<Service> services(ClusterState state, StackId stack) {
        return services(state).filter(service -> service.stack().equals(Optional.of(stack)));
    }

    static Optional<Service> service(ClusterState state, String name) {
        return services(state).filter(service -> service.name().equals(name)).findFirst();
    }

    static Stream<Network> networks(ClusterState state) {
        return state.networks().values().filter(network -> !network.removing());
    }

    static Optional<Network> network(ClusterState state, String name) {
        return networks(state).filter(network -> network.name().equals(name)).findFirst();
    }

    /** Services whose tasks are, or will be, on the network. */
    static Stream<Service> onNetwork(ClusterState state, String network) {
        return services(state)
                .filter(service -> state.spec(service).networks().stream()
                        .anyMatch(attachment -> attachment.network().equals(network)));
    }
}

package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterSettings;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.spec.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The address ranges of networks: the user's own, or the next free piece of the cluster's pools. */
final class Subnets {
    private Subnets() {}

    /** Gives each network that has none a range, as far as there is one that overlaps no other. */
    static void give(Draft draft) {
        for (var network : draft.state().networks()) {
            if (network.subnet().isPresent() || network.removing() || !takesOne(network)) {
                continue;
            }
            var state = draft.state();
            var used = used(state);
            var own = network.spec().pools().stream().findFirst();
            if (own.isPresent()) {
                own.filter(pool -> overlapping(used, pool.subnet()).isEmpty())
                        .ifPresent(pool -> draft.put(new Change.PutNetwork(network.with(pool.subnet()))));
            } else {
                next(state.settings(), used)
                        .ifPresent(subnet -> draft.put(
                                new Change.PutNetwork(network.with(subnet)),
                                new Change.PutSettings(state.settings().afterSubnet(subnet))));
            }
        }
    }

    /** Why that network has no range. */
    static String whyNone(ClusterState state, Network network) {
        return network.spec().pools().stream()
                .findFirst()
                .flatMap(pool -> state.networks()
                        .values()
                        .filter(other ->
                                other.subnet().filter(pool.subnet()::overlaps).isPresent())
                        .findFirst()
                        .map(other -> pool.subnet() + " overlaps network " + other.name() + " ("
                                + other.subnet().orElseThrow() + ")"))
                .orElse("all address pools of the cluster are in use");
    }

    private static boolean takesOne(Network network) {
        return switch (network.spec().driver()) {
            case "host", "none", "null" -> false;
            default -> true;
        };
    }

    private static List<Subnet> used(ClusterState state) {
        var used = new ArrayList<Subnet>();
        for (var network : state.networks()) {
            network.subnet().ifPresent(used::add);
        }
        return used;
    }

    private static Optional<Subnet> overlapping(List<Subnet> used, Subnet subnet) {
        return used.stream().filter(subnet::overlaps).findFirst();
    }

    /** The first piece after the one given last that is free; from the first pool on again at the end. */
    static Optional<Subnet> next(ClusterSettings settings, List<Subnet> used) {
        Optional<Subnet> before = Optional.empty();
        boolean passed = settings.lastSubnet().isEmpty();
        for (var pool : settings.addressPools()) {
            int prefix = Math.max(pool.prefix(), settings.poolPrefix());
            long pieces = 1L << (prefix - pool.prefix());
            long size = 1L << (32 - prefix);
            for (long piece = 0; piece < pieces; piece++) {
                var subnet = new Subnet(pool.base().plus(piece * size), prefix);
                boolean resting = !passed;
                passed |= settings.lastSubnet().equals(Optional.of(subnet));
                if ((resting && before.isPresent()) || overlapping(used, subnet).isPresent()) {
                    continue;
                }
                if (!resting) {
                    return Optional.of(subnet);
                }
                before = Optional.of(subnet);
            }
        }
        return before;
    }
}

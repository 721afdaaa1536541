package io.stackctl.reconcile;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.spec.NetworkAttachment;
import java.util.Optional;
import java.util.TreeMap;

/** Finds networks by name. While one is on its way out, a new one may have its name already, and is the one meant. */
final class NetworkNames {
    private final Draft draft;
    private final TreeMap<String, NetworkId> ids = new TreeMap<>();

    NetworkNames(Draft draft, ClusterState state) {
        this.draft = draft;
        for (var network : state.networks()) {
            if (!network.removing()) {
                ids.put(network.name(), network.id());
            }
        }
    }

    Optional<Network> find(String name) {
        return Optional.ofNullable(ids.get(name)).flatMap(draft.state().networks()::get);
    }

    /** Networks of the node itself, on which the cluster gives no addresses. */
    boolean needsNone(NetworkAttachment attachment) {
        var network = find(attachment.network());
        return switch (network.map(it -> it.spec().driver()).orElse(attachment.network())) {
            case "host", "none", "null" -> true;
            case "bridge" -> network.isEmpty();
            default -> false;
        };
    }
}

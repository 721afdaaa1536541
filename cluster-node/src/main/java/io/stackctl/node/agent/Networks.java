package io.stackctl.node.agent;

import io.stackctl.cluster.NetworkId;
import io.stackctl.node.docker.ContainerRuntime;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.spec.Immutable;
import io.stackctl.view.NetworkAssignment;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The engine's networks for the tasks of this node: there before the first container, gone after the last. */
final class Networks {
    private final ContainerRuntime runtime;
    private volatile SortedMap<NetworkId, NetworkAssignment> wanted = Immutable.emptyMap();
    /** Those that were seen to be there. Guarded by this: making and removing must not cross. */
    private final SortedMap<NetworkId, NetworkAssignment> made = new TreeMap<>();

    Networks(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    void want(SortedMap<NetworkId, NetworkAssignment> networks) {
        wanted = networks;
    }

    /** The network, when managers have told of it. */
    Optional<NetworkAssignment> find(NetworkId id) {
        return Optional.ofNullable(wanted.get(id));
    }

    /** Makes a network that is wanted, unless it is known to be there. */
    synchronized void ensure(NetworkAssignment network) throws RuntimeFailure {
        if (!network.equals(made.get(network.id()))) {
            runtime.ensureNetwork(network);
            made.put(network.id(), network);
        }
    }

    /** Makes all that are wanted. */
    void ensureAll() throws RuntimeFailure {
        for (var network : wanted.values()) {
            ensure(network);
        }
    }

    /** The engine was away: somebody may have removed what was there. */
    synchronized void doubt() {
        made.clear();
    }

    /** Removes those of ours that no task here is on; one that a container still uses stays until the next call. */
    synchronized void sweep() throws RuntimeFailure {
        for (var name : runtime.networks()) {
            var id = new NetworkId(name);
            if (wanted.containsKey(id)) {
                continue;
            }
            try {
                made.remove(id);
                runtime.removeNetwork(name);
            } catch (RuntimeFailure failure) {
                if (failure.kind() != RuntimeFailure.Kind.CONFLICT && failure.kind() != RuntimeFailure.Kind.REFUSED) {
                    throw failure;
                }
            }
        }
    }
}

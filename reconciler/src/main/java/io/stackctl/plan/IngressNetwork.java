package io.stackctl.plan;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.ServiceSpec;
import java.util.List;
import java.util.Optional;

/**
 * Where load balancers reach the tasks of a service that publishes ports and is on no network of its own. The network
 * belongs to nobody, is made when it is first needed, and stays.
 */
final class IngressNetwork {
    private static final String NAME = "ingress";

    private IngressNetwork() {}

    /** The service, on the network if it needs it. */
    static ServiceSpec joined(PlanDraft draft, ServiceSpec spec) {
        boolean publishes = spec.ports().stream().anyMatch(port -> port.mode() == PortSpec.PublishMode.INGRESS);
        if (!publishes || !spec.networks().isEmpty()) {
            return spec;
        }
        if (Owners.network(draft.state(), NAME).isEmpty()) {
            draft.changes.add(new Change.PutNetwork(network(draft)));
        }
        return spec.withNetworks(
                List.of(new NetworkAttachment(NAME, List.of(), Immutable.emptyMap(), Optional.empty())));
    }

    private static Network network(PlanDraft draft) {
        return new Network(
                new NetworkId(draft.context().ids().next()),
                Optional.empty(),
                new NetworkSpec(NAME, "overlay", Immutable.emptyMap(), false, false, Immutable.emptyMap(), List.of()),
                Optional.empty(),
                Immutable.emptyMap(),
                Optional.empty(),
                draft.context().now(),
                false);
    }
}

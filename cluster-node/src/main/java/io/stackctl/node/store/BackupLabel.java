package io.stackctl.node.store;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import java.time.Instant;

/**
 * What a backup holds; stands in clear at its beginning.
 *
 * @param takenAt whole seconds
 * @param manager the node that was asked for it
 */
public record BackupLabel(
        ClusterId cluster, Revision revision, Instant takenAt, NodeId manager, String managerName, Counts counts) {
    /** How much of everything there is. */
    public record Counts(int nodes, int stacks, int services, int secrets, int configs) {
        @Override
        public String toString() {
            return nodes + " nodes, " + stacks + " stacks, " + services + " services, " + secrets + " secrets, "
                    + configs + " configs";
        }
    }

    /** The label of a state that belongs to a cluster. */
    public static BackupLabel of(ClusterState state, NodeId manager, Instant now) {
        var name = state.nodes()
                .get(manager)
                .map(node -> node.description().hostname())
                .filter(host -> host.matches("\\S+"))
                .orElse("-");
        return new BackupLabel(
                state.settings().id().orElseThrow(),
                state.revision(),
                Instant.ofEpochSecond(now.getEpochSecond()),
                manager,
                name,
                new Counts(
                        state.nodes().size(),
                        state.stacks().size(),
                        state.services().size(),
                        state.secrets().size(),
                        state.configs().size()));
    }
}

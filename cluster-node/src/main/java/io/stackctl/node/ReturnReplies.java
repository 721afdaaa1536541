package io.stackctl.node;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.node.control.BackupMessages;
import io.stackctl.node.trust.JoinToken;
import io.stackctl.wire.proto.RecoverClusterReply;
import io.stackctl.wire.proto.RestoreClusterReply;
import java.util.List;

/** What an operator hears when a cluster is there again: who is gone, and how machines join. */
final class ReturnReplies {
    private ReturnReplies() {}

    static RestoreClusterReply restored(NodeIdentity identity, ClusterRestore.Restored restored) {
        return RestoreClusterReply.newBuilder()
                .setNodeId(identity.node().value())
                .setLabel(BackupMessages.label(restored.label()))
                .addAllDropped(names(restored.cluster().dropped()))
                .setWorkerToken(workerToken(restored.cluster().state()))
                .setAddress(identity.address().toString())
                .build();
    }

    static RecoverClusterReply recovered(NodeIdentity identity, List<Node> dropped, ClusterState state) {
        return RecoverClusterReply.newBuilder()
                .setNodeId(identity.node().value())
                .setClusterId(identity.cluster().value())
                .addAllDropped(names(dropped))
                .setWorkerToken(workerToken(state))
                .setAddress(state.nodes()
                        .get(identity.node())
                        .map(node -> node.status().address())
                        .filter(address -> !address.isEmpty())
                        .orElse(identity.address().toString()))
                .build();
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(node -> node.description().hostname()).toList();
    }

    private static String workerToken(ClusterState state) {
        return JoinToken.of(state.trust().orElseThrow(), Node.Role.WORKER).text();
    }
}

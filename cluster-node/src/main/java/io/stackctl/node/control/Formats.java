package io.stackctl.node.control;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import java.util.List;
import java.util.Optional;

/**
 * Which format the log is written in: the highest that every manager has said to read. So managers of two versions live
 * side by side while a cluster is upgraded, and the first entry of a new format comes after the last old manager. It
 * never goes back.
 */
final class Formats {
    private Formats() {}

    /** What every manager reads, when that is more than the cluster writes. */
    static List<Change> changes(ClusterState state) {
        int readable = state.nodes()
                .values()
                .filter(node -> node.role() == Node.Role.MANAGER)
                .mapToInt(node -> node.description().formats())
                .min()
                .orElse(0);
        var settings = state.settings();
        return settings.id().isEmpty() || readable <= settings.format()
                ? List.of()
                : List.of(new Change.PutSettings(settings.withFormat(readable)));
    }

    /** Why a node cannot be a manager; empty when it can. */
    static Optional<String> tooOld(ClusterState state, Node node) {
        int written = state.settings().format();
        int reads = node.description().formats();
        return reads >= written
                ? Optional.empty()
                : Optional.of("node " + node.id() + " reads logs up to format " + reads + ", and this cluster writes "
                        + written + ": upgrade its daemon first");
    }
}

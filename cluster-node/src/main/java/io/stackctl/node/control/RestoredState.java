package io.stackctl.node.control;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.node.DisasterLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a cluster becomes when it is restored: one of its managers is there again, on a new disk and perhaps another
 * machine; the other managers are not. Stacks, workers, keys and tokens are as they were.
 *
 * @param self the manager that this machine is now
 * @param dropped managers that were in the backup
 */
public record RestoredState(ClusterState state, Node self, List<Node> dropped) {
    public RestoredState {
        dropped = List.copyOf(dropped);
    }

    /** The user named a node that cannot be restored; the message says what can. */
    public static final class NotInBackup extends Exception {
        private static final long serialVersionUID = 1;

        NotInBackup(String message) {
            super(message);
        }
    }

    /**
     * The cluster of a backup with one manager.
     *
     * @param wanted id or name of the manager to be; {@code usual}: when the user named none
     * @param address where it will be reached, HOST:PORT
     */
    public static RestoredState of(
            ClusterState backup, Optional<String> wanted, NodeId usual, String address, Instant now)
            throws NotInBackup {
        var before = wanted.flatMap(name -> Lookup.node(backup, name))
                .or(() -> wanted.isPresent() ? Optional.empty() : backup.nodes().get(usual))
                .filter(node -> node.role() == Node.Role.MANAGER)
                .orElseThrow(() -> new NotInBackup(
                        "the backup has no manager " + wanted.orElse(usual.value()) + "; it has " + managers(backup)));
        var self = new Node(
                before.id(),
                before.incarnation() + 1,
                Node.Role.MANAGER,
                before.availability(),
                before.labels(),
                before.description(),
                new Node.NodeStatus(Node.State.UNKNOWN, "", address),
                before.createdAt(),
                now);
        var dropped = StandAlone.others(backup, self.id());
        var state = backup.with(List.of(new Change.PutNode(self)))
                .with(dropped.stream()
                        .<Change>map(node -> new Change.RemoveNode(node.id()))
                        .toList())
                .restoredAs(new Revision(backup.revision().value() + DisasterLimits.RESTORE_REVISIONS), backup.at());
        return new RestoredState(state, self, dropped);
    }

    private static String managers(ClusterState state) {
        return state.nodes()
                .values()
                .filter(node -> node.role() == Node.Role.MANAGER)
                .map(node -> node.description().hostname() + " (" + node.id() + ")")
                .collect(Collectors.joining(", "));
    }
}

package io.stackctl.node.control;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.node.store.Peer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to change so that the managers of the state are those that vote. One step at a time, as raft does it; the next is
 * computed from what came of it.
 */
sealed interface VoterPlan {
    record Add(Peer voter) implements VoterPlan {}

    record Remove(Peer voter) implements VoterPlan {}

    /** This manager is to be none: another has to take it out. */
    record HandOver() implements VoterPlan {}

    /**
     * Who goes comes first: a voter of a disk that is gone never votes again, and counts in every majority.
     *
     * @param voters as they are
     * @param self the leader, who asks
     * @param failed newcomers that did not catch up lately; they wait for their turn behind the others
     * @return empty when the voters are right, or when the state does not know its managers yet
     */
    static Optional<VoterPlan> next(ClusterState state, List<Peer> voters, Peer self, Set<Peer> failed) {
        var wanted = new TreeSet<>(Comparator.comparing(Peer::toString));
        state.nodes()
                .values()
                .filter(node -> node.role() == Node.Role.MANAGER)
                .forEach(node -> wanted.add(new Peer(node.id(), node.incarnation())));
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        var gone = voters.stream()
                .filter(voter -> !wanted.contains(voter) && !voter.equals(self))
                .findFirst();
        if (gone.isPresent()) {
            return Optional.of(new Remove(gone.get()));
        }
        var missing = wanted.stream().filter(peer -> !voters.contains(peer)).toList();
        var next = missing.stream().filter(peer -> !failed.contains(peer)).findFirst();
        if (next.isPresent()) {
            return Optional.of(new Add(next.get()));
        }
        if (!wanted.contains(self) && voters.size() > 1) {
            return Optional.of(new HandOver());
        }
        return missing.stream().findFirst().map(Add::new);
    }
}

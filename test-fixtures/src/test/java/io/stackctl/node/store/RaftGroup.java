package io.stackctl.node.store;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.fixtures.Await;
import io.stackctl.node.store.RaftStore.Sync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/** Several managers in one process, each with its folder, over a network that can be cut. */
final class RaftGroup implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One manager from its start to its stop. */
    record Member(Peer peer, RaftStore store, Recorder recorder) {
        Quorum quorum() {
            return store.quorum().orElseThrow();
        }

        /** The term in which it leads, as it was told; empty once it was told that it no longer does. */
        Optional<Long> leads() {
            return recorder.leads();
        }
    }

    final FaultyNetwork network = new FaultyNetwork();
    private final Path folder;
    private final SnapshotRule rule;
    private final List<Peer> founders;
    private final Map<NodeId, Member> members = new ConcurrentSkipListMap<>();
    /** jraft knows its nodes by name over the whole process; tests beside this one have theirs. */
    private final String prefix = "m" + UUID.randomUUID().toString().substring(0, 8) + "-";

    RaftGroup(Path folder, int founders, SnapshotRule rule) throws Exception {
        this.folder = folder;
        this.rule = rule;
        this.founders = java.util.stream.IntStream.range(0, founders)
                .mapToObj(number -> peer(number, 1))
                .toList();
        for (var founder : this.founders) {
            start(founder, this.founders);
        }
    }

    Peer peer(int number, int incarnation) {
        return new Peer(new NodeId(prefix + number), incarnation);
    }

    List<Member> members() {
        return List.copyOf(members.values());
    }

    /** Starts a manager of the first hour again, with the disk that it had. */
    Member start(int number) throws Exception {
        return start(peer(number, 1), founders);
    }

    /** Starts a manager that waits to be taken in. */
    Member join(Peer peer) throws Exception {
        return start(peer, List.of());
    }

    private Member start(Peer peer, List<Peer> initial) throws Exception {
        var recorder = new Recorder();
        var store = new RaftStore(
                new RaftStore.Settings(
                        folder.resolve(peer.toString()), peer, initial, network.from(peer.node()), rule, Sync.ALL),
                recorder);
        var member = new Member(peer, store, recorder);
        members.put(peer.node(), member);
        network.serve(peer.node(), store.service());
        store.start(recorder);
        return member;
    }

    /** Stops a manager and starts it again with the disk that it has. */
    void restart(Member member) throws Exception {
        member.store.close();
        network.stopServing(member.peer.node());
        start(member.peer, founders);
    }

    /** Ends a manager without a word to the others: nothing of it is heard first, then it closes. */
    void stopSilently(Member member) {
        isolate(member);
        network.stopServing(member.peer.node());
        member.store.close();
        members.remove(member.peer.node());
    }

    void stop(Member member) {
        member.store.close();
        network.stopServing(member.peer.node());
        members.remove(member.peer.node());
    }

    /** Everything to and from it is lost. */
    void isolate(Member member) {
        for (var other : members.values()) {
            if (!other.equals(member)) {
                network.cutBothWays(member.peer.node(), other.peer.node());
            }
        }
    }

    /** The one that leads, and that a majority follows. */
    Member awaitLeader() {
        return Await.value(
                "a leader",
                PATIENCE,
                () -> members.values().stream()
                        .filter(member -> member.leads().isPresent() && followed(member))
                        .findFirst());
    }

    private boolean followed(Member leader) {
        long followers = members.values().stream()
                .filter(member -> member.quorum().leader().equals(Optional.of(leader.peer)))
                .count();
        return followers * 2 > leader.quorum().voters().size();
    }

    /** Writes the next row of the numbered writes on whoever leads, until one is acknowledged. */
    void write(int count) throws InterruptedException {
        for (int written = 0; written < count; written++) {
            long wanted = Writes.last(awaitLeader().store.state()) + 1;
            while (true) {
                var leader = awaitLeader();
                var outcome = leader.leads().isEmpty()
                        ? new Proposed.NotLeader()
                        : leader.store.propose(
                                Writes.next(leader.store.state()),
                                leader.leads().get());
                if (outcome instanceof Proposed.Applied || Writes.last(leader.store.state()) >= wanted) {
                    break;
                }
            }
        }
    }

    /** Waits until each has the same state, and returns it. */
    ClusterState awaitAgreement() {
        var leader = awaitLeader();
        var state = leader.store.state();
        Await.until(
                "all have revision " + state.revision(),
                PATIENCE,
                () -> members.values().stream()
                        .allMatch(member -> member.store.state().equals(state)));
        return state;
    }

    @Override
    public void close() {
        // Nobody hands over to one that is about to go as well.
        members().forEach(this::isolate);
        members.values().parallelStream().forEach(member -> member.store.close());
        network.close();
    }
}

package io.stackctl.node.store;

import io.stackctl.cluster.NodeId;
import io.stackctl.node.store.transport.PeerChannels;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process to be killed: opens the store, says what it found, and writes until it dies. Its standard output has one line
 * for each event: {@code found LAST} or {@code broken WHY} once it leads, {@code wrote NUMBER} for each acknowledged write.
 */
final class WriterProcess {
    private WriterProcess() {}

    /** Arguments: folder, entries between snapshots, what to sync, and whether to write or only to look. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var rule = new SnapshotRule(Integer.parseInt(arguments[1]), Long.MAX_VALUE);
        var sync = RaftStore.Sync.valueOf(arguments[2]);
        boolean writes = Boolean.parseBoolean(arguments[3]);
        var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var self = new Peer(new NodeId("writer"), 1);
        var recorder = new Recorder();
        Fatal fatal = cause -> {
            output.println("fatal " + cause.getMessage());
            Runtime.getRuntime().halt(3);
        };
        var store = new RaftStore(
                new RaftStore.Settings(folder, self, List.of(self), PeerChannels.NONE, rule, sync), fatal);
        try {
            store.start(recorder);
        } catch (StoreException refused) {
            output.println("broken " + refused.getMessage());
            Runtime.getRuntime().halt(2);
        }
        long term = recorder.awaitTerm();
        var wrong = Writes.wrong(store.state());
        output.println(wrong.map(why -> "broken " + why).orElse("found " + Writes.last(store.state())));
        while (writes) {
            var outcome = store.propose(Writes.next(store.state()), term);
            if (!(outcome instanceof Proposed.Applied)) {
                output.println("broken " + outcome);
                break;
            }
            output.println("wrote " + Writes.last(store.state()));
        }
        Runtime.getRuntime().halt(0);
    }
}

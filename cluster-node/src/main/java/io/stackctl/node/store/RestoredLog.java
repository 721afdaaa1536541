package io.stackctl.node.store;

import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.RaftOutter;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotStorage;
import io.stackctl.cluster.ClusterState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Raft data of a cluster whose state is known and whose log is not: a snapshot, of which one manager is the only voter,
 * and no entry. It looks as if that manager had cut its log after the snapshot; so a store starts on it as on any other.
 */
public final class RestoredLog {
    /** The last entry that is taken to be in the snapshot, and its term; any will do that are not zero. */
    private static final long INDEX = 1;

    private static final long TERM = 1;

    private RestoredLog() {}

    /**
     * Makes the data; when this returns, it is on the disk.
     *
     * @param folder must not be there, or be empty
     * @param self who votes from then on, alone
     */
    public static void write(Path folder, Peer self, ClusterState state) throws StoreException {
        var data = DataFolder.open(folder, self, DataKeys.in(folder));
        try {
            vote(data, folder);
            snapshot(data, self, state);
            DurableFiles.syncFolder(folder);
        } catch (IOException failed) {
            throw new StoreException("cannot write to the data folder " + folder + ": " + failed.getMessage(), failed);
        } finally {
            data.close();
        }
    }

    /** In the snapshot's term, so that the first election is in a later one. */
    private static void vote(DataFolder data, Path folder) throws IOException, StoreException {
        DurableFiles.createPrivateFolder(data.metaFolder());
        var trouble = new Trouble(_ -> {});
        var vote = new VoteFile(data.metaFolder(), trouble, new DiskSpace(folder));
        if (!vote.setTermAndVotedFor(TERM, PeerId.emptyPeer())) {
            throw trouble.first().orElseThrow();
        }
    }

    private static void snapshot(DataFolder data, Peer self, ClusterState state) throws IOException {
        DurableFiles.createPrivateFolder(data.snapshotFolder());
        var storage = new LocalSnapshotStorage(data.snapshotFolder().toString(), "", new RaftOptions());
        if (!storage.init(null)) {
            throw new IOException("raft does not take the folder " + data.snapshotFolder());
        }
        try {
            var writer = storage.create();
            if (writer == null) {
                throw new IOException("raft does not begin a snapshot in " + data.snapshotFolder());
            }
            var file = Path.of(writer.getPath(), SnapshotFile.NAME);
            var seal = new SnapshotSeal(data.keys(), SnapshotFile.NAME);
            new SnapshotFile(seal).write(file, new SnapshotFile.Snapshot(state, INDEX));
            var meta = RaftOutter.SnapshotMeta.newBuilder()
                    .setLastIncludedIndex(INDEX)
                    .setLastIncludedTerm(TERM)
                    .addPeers(self.id().toString())
                    .build();
            if (!writer.addFile(SnapshotFile.NAME) || !writer.saveMeta(meta)) {
                throw new IOException("raft does not take the snapshot");
            }
            writer.close();
            DurableFiles.syncFolder(data.snapshotFolder());
            if (Files.notExists(data.snapshotFolder().resolve("snapshot_" + INDEX))) {
                throw new IOException("raft did not keep the snapshot");
            }
        } finally {
            storage.shutdown();
        }
    }
}

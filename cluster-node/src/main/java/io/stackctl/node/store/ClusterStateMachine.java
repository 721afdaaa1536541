package io.stackctl.node.store;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.StateMachine;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.LeaderChangeContext;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.RaftOutter;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import io.stackctl.cluster.Applied;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Revision;
import io.stackctl.wire.DecodeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in committed entries one by one. jraft calls it on one thread. An entry that cannot be decoded or applied ends
 * the process: skipping it would make this manager's state another than that of the others.
 */
final class ClusterStateMachine implements StateMachine {
    static final long NOT_LEADING = -1;
    private static final Logger LOG = LoggerFactory.getLogger(ClusterStateMachine.class);

    /** What the state machine asks of raft. */
    interface Raft {
        /** Take a snapshot soon. */
        void takeSnapshot();

        /** The index of the last entry that raft has given to the state machine, or kept for itself; empty while it closes. */
        OptionalLong lastApplied();

        /** These managers vote from now on. */
        void voters(List<Peer> voters) throws StoreException;
    }

    private final Store.Listener listener;
    private final Trouble trouble;
    private final DiskSpace space;
    private final SnapshotFile snapshots;
    private final SnapshotRule rule;
    private final Raft raft;
    private volatile ClusterState state = ClusterState.EMPTY;
    private volatile long leaderTerm = NOT_LEADING;
    private long entriesSince;
    private long bytesSince;

    ClusterStateMachine(
            Store.Listener listener,
            Trouble trouble,
            DiskSpace space,
            SnapshotFile snapshots,
            SnapshotRule rule,
            Raft raft) {
        this.listener = listener;
        this.trouble = trouble;
        this.space = space;
        this.snapshots = snapshots;
        this.rule = rule;
        this.raft = raft;
    }

    ClusterState state() {
        return state;
    }

    /** The term that this manager leads in, or {@link #NOT_LEADING}. */
    long leaderTerm() {
        return leaderTerm;
    }

    @Override
    public void onApply(Iterator entries) {
        while (entries.hasNext()) {
            try {
                apply(entries);
            } catch (DecodeException | RuntimeException failed) {
                var cause = "entry " + entries.getIndex() + " of the log cannot be applied: " + failed.getMessage();
                trouble.report(new StoreException(cause, failed));
                entries.setErrorAndRollback(1, new Status(RaftError.ESTATEMACHINE, "%s", cause));
                return;
            }
            entries.next();
        }
        if (rule.due(entriesSince, bytesSince)) {
            entriesSince = 0;
            bytesSince = 0;
            raft.takeSnapshot();
        }
    }

    private void apply(Iterator entries) throws DecodeException {
        var bytes = new byte[entries.getData().remaining()];
        entries.getData().duplicate().get(bytes);
        var transaction = LogFormat.decode(bytes);
        var before = state;
        var outcome = switch (before.apply(transaction)) {
            case Applied.Ok(var after) -> {
                state = after;
                listener.applied(before, after, transaction);
                yield new Proposed.Applied(after.revision());
            }
            case Applied.Stale(var expected, var actual) -> stale(expected, actual);
        };
        entriesSince++;
        bytesSince += bytes.length;
        if (entries.done() instanceof Proposal proposal) {
            proposal.applied(outcome);
        }
    }

    /** A deposed leader's late entry was computed from an older revision. From a newer one means that entries are missing. */
    private static Proposed stale(Revision expected, Revision actual) throws DecodeException {
        if (expected.compareTo(actual) > 0) {
            throw new DecodeException("it follows revision " + expected + " and the state is at " + actual
                    + ": entries before it are missing");
        }
        return new Proposed.Stale(expected, actual);
    }

    /**
     * Writes on a thread of its own: the state is immutable, so entries go on being applied meanwhile. Whatever happens,
     * {@code done} is run: raft waits for it before it ends.
     */
    @Override
    public void onSnapshotSave(SnapshotWriter writer, Closure done) {
        var index = raft.lastApplied();
        if (index.isEmpty()) {
            done.run(
                    new Status(RaftError.ENODESHUTDOWN, "the store closes; the log has what this snapshot would hold"));
            return;
        }
        var saved = new SnapshotFile.Snapshot(state, index.getAsLong());
        Thread.ofPlatform().daemon().name("raft-snapshot").start(() -> done.run(save(saved, writer)));
    }

    private Status save(SnapshotFile.Snapshot saved, SnapshotWriter writer) {
        try {
            snapshots.write(Path.of(writer.getPath(), SnapshotFile.NAME), saved);
            if (!writer.addFile(SnapshotFile.NAME)) {
                throw new IOException("the snapshot does not take its file");
            }
            LOG.info("snapshot of revision {}", saved.state().revision());
            return Status.OK();
        } catch (IOException | RuntimeException failed) {
            trouble.report(space.explain("the snapshot cannot be written (" + failed.getMessage() + ")"));
            return new Status(RaftError.EIO, "%s", "the snapshot cannot be written: " + failed);
        }
    }

    @Override
    public boolean onSnapshotLoad(SnapshotReader reader) {
        try {
            var loaded = snapshots.read(Path.of(reader.getPath(), SnapshotFile.NAME));
            if (!belongs(loaded, reader.load())) {
                throw new IOException("raft's own file beside it is damaged");
            }
            state = loaded.state();
            listener.restored(loaded.state());
            return true;
        } catch (StoreException unreadable) {
            trouble.report(unreadable);
        } catch (IOException | RuntimeException failed) {
            trouble.report(
                    new StoreException("the snapshot in " + reader.getPath() + " cannot be read: " + failed, failed));
        }
        return false;
    }

    /** Raft's file has no checksum: its index decides what is read from the log, and with a damaged name it hangs. */
    private static boolean belongs(SnapshotFile.Snapshot loaded, RaftOutter.@Nullable SnapshotMeta meta) {
        return meta != null
                && meta.getLastIncludedIndex() == loaded.index()
                && meta.getPeersList().stream().allMatch(name -> new PeerId().parse(name));
    }

    @Override
    public void onLeaderStart(long term) {
        leaderTerm = term;
        listener.leaderStart(term);
    }

    @Override
    public void onLeaderStop(Status status) {
        leaderTerm = NOT_LEADING;
        if (status.getCode() != RaftError.ESHUTDOWN.getNumber()) {
            listener.leaderStop();
        }
    }

    @Override
    public void onError(RaftException error) {
        trouble.report(new StoreException("raft stopped: " + error.getStatus().getErrorMsg(), error));
    }

    @Override
    public void onShutdown() {}

    @Override
    public void onConfigurationCommitted(Configuration configuration) {
        LOG.info("managers that vote: {}", configuration);
        try {
            raft.voters(configuration.listPeers().stream().map(Peer::of).toList());
        } catch (StoreException unwritable) {
            trouble.report(unwritable);
        }
    }

    @Override
    public void onStartFollowing(LeaderChangeContext leader) {
        LOG.info("follows {} in term {}", leader.getLeaderId(), leader.getTerm());
    }

    @Override
    public void onStopFollowing(LeaderChangeContext leader) {
        LOG.info("no longer follows {}: {}", leader.getLeaderId(), leader.getStatus());
    }
}

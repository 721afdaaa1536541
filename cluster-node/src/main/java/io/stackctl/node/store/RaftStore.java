package io.stackctl.node.store;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.RaftServiceFactory;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Transaction;
import io.stackctl.node.Limits;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store on disk, replicated with raft. One manager alone is a raft group of one. */
public final class RaftStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(RaftStore.class);
    private static final String GROUP = "stackctl";

    private final Settings settings;
    private final Fatal fatal;
    private volatile @Nullable Running running;

    /**
     * @param folder of this voter's data; made at the first start, held by one process at a time
     * @param founders who votes in a new cluster, this one among them; empty for a manager that joins. Without meaning
     *     once there is a log
     * @param sync what reaches the disk before it counts: everything, but for tests that prove the proofs
     */
    record Settings(Path folder, Peer self, List<Peer> founders, SnapshotRule snapshots, Sync sync) {
        Settings {
            founders = List.copyOf(founders);
        }
    }

    /** What a write waits for. */
    enum Sync {
        ALL,
        NOT_THE_LOG
    }

    /** What is there between start and close. */
    private record Running(DataFolder folder, Node node, ClusterStateMachine machine) {}

    RaftStore(Settings settings, Fatal fatal) {
        this.settings = settings;
        this.fatal = fatal;
    }

    /** The store of the only manager of a cluster, new or not. */
    public static RaftStore ofSingleManager(Path folder, Peer self, Fatal fatal) {
        return new RaftStore(new Settings(folder, self, List.of(self), SnapshotRule.NORMAL, Sync.ALL), fatal);
    }

    @Override
    public void start(Listener listener) throws StoreException {
        var folder = DataFolder.open(settings.folder, settings.self);
        try {
            folder.checkComplete();
            start(folder, listener);
        } catch (StoreException | RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    private void start(DataFolder folder, Listener listener) throws StoreException {
        RocksSettings.register();
        var trouble = new Trouble(fatal);
        var space = new DiskSpace(settings.folder);
        var storage = new StorageFactory(folder.sealing(), trouble, space);
        var machine = new ClusterStateMachine(
                listener,
                trouble,
                space,
                new SnapshotFile(folder.sealing()),
                settings.snapshots,
                new SnapshotControl());
        var peer = settings.self.id();
        // jraft wants to know that calls for this peer can come in; they do so through the daemon's server.
        NodeManager.getInstance().addAddress(peer.getEndpoint());
        var node = RaftServiceFactory.createRaftNode(GROUP, peer);
        running = new Running(folder, node, machine);
        initialise(node, options(folder, machine, storage), storage, trouble, () -> LogDiagnosis.of(folder, space));
        try {
            checkVoter(node, folder);
            folder.opened();
            trouble.started();
        } catch (StoreException failed) {
            running = null;
            shutDown(node);
            throw failed;
        }
    }

    /** A voter that finds itself in no list of voters would wait for ever; a damaged list is the likely cause. */
    private static void checkVoter(Node node, DataFolder folder) throws StoreException {
        var voters = ((NodeImpl) node).getCurrentConf();
        var self = node.getNodeId().getPeerId();
        if (folder.wasOpened() && !voters.contains(self)) {
            throw new StoreException("the data in " + folder + " lists the managers " + voters + " and not this one, "
                    + self + ": it is damaged, or this node was removed from the managers");
        }
    }

    private void initialise(
            Node node, NodeOptions options, StorageFactory storage, Trouble trouble, Supplier<StoreException> diagnosis)
            throws StoreException {
        try {
            if (node.init(options)) {
                return;
            }
        } catch (RuntimeException failed) {
            trouble.report(new StoreException("raft cannot start: " + failed, failed));
        }
        running = null;
        storage.abandon();
        throw trouble.first().orElseGet(diagnosis);
    }

    private NodeOptions options(DataFolder folder, ClusterStateMachine machine, StorageFactory storage) {
        var raft = new RaftOptions();
        raft.setSync(settings.sync == Sync.ALL);
        raft.setSyncMeta(true);
        raft.setOpenStatistics(false);
        raft.setDisruptorBufferSize(Limits.RAFT_QUEUE);
        raft.setMaxElectionDelayMs((int) Limits.RAFT_ELECTION_TIMEOUT.toMillis());
        var options = new NodeOptions();
        options.setElectionTimeoutMs((int) Limits.RAFT_ELECTION_TIMEOUT.toMillis());
        // We take snapshots by what was written, never by the clock.
        options.setSnapshotIntervalSecs(0);
        options.setInitialConf(
                new Configuration(settings.founders.stream().map(Peer::id).toList()));
        options.setFsm(machine);
        options.setServiceFactory(storage);
        options.setLogUri(folder.logFolder().toString());
        options.setRaftMetaUri(folder.metaFolder().toString());
        options.setSnapshotUri(folder.snapshotFolder().toString());
        options.setRaftOptions(raft);
        options.setDisableCli(true);
        options.setEnableMetrics(false);
        options.setSharedElectionTimer(true);
        options.setSharedVoteTimer(true);
        options.setSharedStepDownTimer(true);
        options.setSharedSnapshotTimer(true);
        return options;
    }

    @Override
    public ClusterState state() {
        var now = running;
        return now == null ? ClusterState.EMPTY : now.machine.state();
    }

    @Override
    public Proposed propose(Transaction transaction, long term) throws InterruptedException {
        var now = running;
        if (now == null || now.machine.leaderTerm() != term) {
            return new Proposed.NotLeader();
        }
        return switch (Rehearsal.of(now.machine.state(), transaction)) {
            case Rehearsal.Failed(var outcome) -> outcome;
            case Rehearsal.Passed(var entry) -> propose(now, entry, term);
        };
    }

    private static Proposed propose(Running now, Bytes entry, long term) throws InterruptedException {
        var proposal = new Proposal();
        var task = new Task(ByteBuffer.wrap(entry.toArray()), proposal);
        task.setExpectedTerm(term);
        now.node.apply(task);
        return proposal.await(Limits.PROPOSAL_WAIT, () -> now.machine.leaderTerm() == term);
    }

    /** Writes a snapshot now, beside the regular ones; the log is cut up to the one before it. */
    private void takeSnapshot() {
        Optional.ofNullable(running)
                .ifPresent(now -> now.node.snapshot(status -> {
                    if (!status.isOk()) {
                        LOG.info("no snapshot: {}", status.getErrorMsg());
                    }
                }));
    }

    @Override
    public void close() {
        var now = running;
        running = null;
        if (now == null) {
            return;
        }
        shutDown(now.node);
        now.folder.close();
    }

    private void shutDown(Node node) {
        node.shutdown();
        try {
            node.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        NodeManager.getInstance().removeAddress(settings.self.id().getEndpoint());
    }

    private final class SnapshotControl implements ClusterStateMachine.Snapshots {
        @Override
        public void take() {
            takeSnapshot();
        }

        @Override
        public long lastApplied() {
            var now = running;
            if (now == null) {
                throw new IllegalStateException("the store is closed");
            }
            return now.node.getLastAppliedLogIndex();
        }
    }
}

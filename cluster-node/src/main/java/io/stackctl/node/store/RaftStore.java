package io.stackctl.node.store;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.RaftServiceFactory;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.rpc.RaftServerService;
import io.grpc.BindableService;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Transaction;
import io.stackctl.node.Limits;
import io.stackctl.node.store.transport.PeerChannels;
import io.stackctl.node.store.transport.RaftService;
import io.stackctl.node.store.transport.TransportOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final Optional<DataKeys> keys;
    private volatile @Nullable Running running;
    /** Kept when the store is closed: whoever still reads then reads nothing that is older than what it waited for. */
    private volatile @Nullable ClusterStateMachine machine;

    /**
     * @param folder of this voter's data; made at the first start, held by one process at a time
     * @param founders who votes in a new cluster, this one among them; empty for a manager that joins. Without meaning
     *     once there is a log
     * @param channels the ways to the other managers
     * @param sync what reaches the disk before it counts: everything, but for tests that prove the proofs
     */
    record Settings(
            Path folder, Peer self, List<Peer> founders, PeerChannels channels, SnapshotRule snapshots, Sync sync) {
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
    private record Running(
            DataFolder folder,
            Node node,
            ClusterStateMachine machine,
            SnapshotSeal seal,
            StorageFactory storage,
            PeerChannels channels) {
        Voters voters() {
            return new Voters(node);
        }

        RaftService.Served served() {
            return new RaftService.Served((RaftServerService) node, channels, seal);
        }
    }

    /** {@code keys}: of the folder; empty to have them read at the start. */
    RaftStore(Settings settings, Optional<DataKeys> keys, Fatal fatal) {
        this.settings = settings;
        this.keys = keys;
        this.fatal = fatal;
    }

    RaftStore(Settings settings, Fatal fatal) {
        this(settings, Optional.empty(), fatal);
    }

    /** The store of the manager that founds a cluster, or did. */
    public static RaftStore ofFounder(Path folder, DataKeys keys, Peer self, PeerChannels channels, Fatal fatal) {
        var settings = new Settings(folder, self, List.of(self), channels, SnapshotRule.NORMAL, Sync.ALL);
        return new RaftStore(settings, Optional.of(keys), fatal);
    }

    /** The store of a manager that joins a cluster, or did: it waits until the leader has made it a voter. */
    public static RaftStore ofJoiner(Path folder, DataKeys keys, Peer self, PeerChannels channels, Fatal fatal) {
        var settings = new Settings(folder, self, List.of(), channels, SnapshotRule.NORMAL, Sync.ALL);
        return new RaftStore(settings, Optional.of(keys), fatal);
    }

    @Override
    public void start(Listener listener) throws StoreException {
        var found = keys.isPresent() ? keys.get() : DataKeys.in(settings.folder);
        var folder = DataFolder.open(settings.folder, settings.self, found);
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
        var storage = new StorageFactory(folder.keys(), trouble, space);
        var seal = new SnapshotSeal(folder.keys(), SnapshotFile.NAME);
        var peer = settings.self.id();
        // jraft wants to know that calls for this peer can come in; they do so through the daemon's server.
        NodeManager.getInstance().addAddress(peer.getEndpoint());
        var node = RaftServiceFactory.createRaftNode(GROUP, peer);
        var created = new ClusterStateMachine(
                listener, trouble, space, new SnapshotFile(seal), settings.snapshots, new RaftView(folder, node));
        running = new Running(folder, node, created, seal, storage, settings.channels);
        machine = created;
        initialise(
                node, options(folder, seal, created, storage), storage, trouble, () -> LogDiagnosis.of(folder, space));
        try {
            checkVoter(node, folder);
            folder.keys().opened(storage.lastIndex());
            if (!settings.founders.isEmpty()) {
                folder.opened();
            }
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

    private NodeOptions options(
            DataFolder folder, SnapshotSeal seal, ClusterStateMachine machine, StorageFactory storage) {
        var raft = new RaftOptions();
        raft.setSync(settings.sync == Sync.ALL);
        raft.setSyncMeta(true);
        raft.setOpenStatistics(false);
        raft.setDisruptorBufferSize(Limits.RAFT_QUEUE);
        raft.setMaxElectionDelayMs((int) Limits.RAFT_ELECTION_TIMEOUT.toMillis());
        raft.setMaxReplicatorInflightMsgs(Limits.RAFT_IN_FLIGHT);
        var options = new TransportOptions(settings.self.toString(), settings.channels, seal);
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
        var known = machine;
        return known == null ? ClusterState.EMPTY : known.state();
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

    /** Who votes and leads; empty before the start and after the end. */
    public Optional<Quorum> quorum() {
        return Optional.ofNullable(running).map(Running::voters);
    }

    /** What other managers call; served for as long as they may reach this one. */
    public BindableService service() {
        return new RaftService(
                settings.self.toString(), () -> Optional.ofNullable(running).map(Running::served));
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

    /**
     * Has a snapshot take the place of what older keys sealed, and forgets those keys. A step of a few that this may take:
     * the log is cut only up to the snapshot before.
     *
     * @return whether the newest key is the only one that is left
     */
    public boolean supersedeOlderKeys() throws IOException, InterruptedException {
        var now = running;
        if (now == null) {
            return false;
        }
        if (!now.folder.keys().hasOlder() || dropOlder(now)) {
            return true;
        }
        var taken = new CompletableFuture<Status>();
        now.node.snapshot(taken::complete);
        try {
            var status = taken.get(Limits.RAFT_SNAPSHOT.toSeconds(), TimeUnit.SECONDS);
            return status.isOk() && dropOlder(now);
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a status is never exceptional", impossible);
        }
    }

    private static boolean dropOlder(Running now) throws IOException {
        boolean dropped = now.folder.keys().dropOlder(now.storage.firstIndex(), now.folder.keysOfSnapshots());
        if (dropped) {
            LOG.info("log and snapshots are sealed with the new key alone");
        }
        return dropped;
    }

    @Override
    public void close() {
        var now = running;
        if (now == null) {
            return;
        }
        handOver(now);
        running = null;
        shutDown(now.node);
        now.folder.close();
    }

    /** The others would only notice after a silence; so they go on at once. */
    private static void handOver(Running now) {
        if (now.machine.leaderTerm() == ClusterStateMachine.NOT_LEADING
                || now.voters().voters().size() < 2) {
            return;
        }
        try {
            boolean taken = now.voters().handOver(Limits.HAND_OVER);
            LOG.info("{}", taken ? "another manager leads" : "nobody took the lead in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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

    private final class RaftView implements ClusterStateMachine.Raft {
        private final DataFolder folder;
        private final Node node;

        RaftView(DataFolder folder, Node node) {
            this.folder = folder;
            this.node = node;
        }

        @Override
        public void takeSnapshot() {
            RaftStore.this.takeSnapshot();
        }

        /** From now on the data has to be there: this manager's vote counts. */
        @Override
        public void voters(List<Peer> voters) throws StoreException {
            if (voters.contains(settings.self)) {
                folder.opened();
            }
        }

        /** Raft still asks for snapshots that were due when it began to close, and no longer says then where it stands. */
        @Override
        public OptionalLong lastApplied() {
            try {
                return OptionalLong.of(node.getLastAppliedLogIndex());
            } catch (IllegalStateException closing) {
                return OptionalLong.empty();
            }
        }
    }
}

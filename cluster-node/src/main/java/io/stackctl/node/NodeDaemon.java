package io.stackctl.node;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Ids;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.node.control.RandomIds;
import io.stackctl.node.store.DataKeys;
import io.stackctl.node.store.StoreException;
import io.stackctl.node.store.UnlockKey;
import io.stackctl.node.trust.TrustException;
import io.stackctl.wire.proto.DaemonStatusReply;
import io.stackctl.wire.proto.InitClusterReply;
import io.stackctl.wire.proto.InitClusterRequest;
import io.stackctl.wire.proto.JoinClusterReply;
import io.stackctl.wire.proto.JoinClusterRequest;
import io.stackctl.wire.proto.RecoverClusterReply;
import io.stackctl.wire.proto.RecoverClusterRequest;
import io.stackctl.wire.proto.RestoreClusterReply;
import io.stackctl.wire.proto.RestoreOptionsMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The lock guards joining and leaving: a daemon is in one cluster or in none, never between the two for two callers.
 */
/** The daemon of one machine: its local door, and its membership in a cluster once it has one. */
public final class NodeDaemon implements DaemonService.Membership, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeDaemon.class);

    private final NodeConfig config;
    private final Ending ending;
    private final EventLoops loops;
    private final SwitchedServices services = new SwitchedServices();
    private final ReentrantLock joining = new ReentrantLock();
    private final LocalServer server;
    /** Open from the moment that the daemon knows which cluster it belongs to. Until then its door answers nobody. */
    private final CountDownLatch ready = new CountDownLatch(1);

    private final DataKeys keys;
    private volatile Optional<Membership> membership = Optional.empty();
    /** Who this node is, while nobody has unlocked what it keeps. */
    private volatile Optional<NodeIdentity> locked = Optional.empty();

    private NodeDaemon(NodeConfig config, Ending ending) throws StoreException {
        this.config = config;
        this.keys = DataKeys.in(config.dataDirectory().resolve(Membership.RAFT));
        this.ending = ending;
        this.loops = EventLoops.start(Limits.EVENT_LOOP_THREADS);
        this.server =
                LocalServer.start(config.socket(), loops, new DaemonService(this, config.dataDirectory()), services);
    }

    /** Starts the daemon; one that belongs to a cluster takes its place in it again. */
    public static NodeDaemon start(NodeConfig config, Ending ending) throws StoreException {
        var daemon = new NodeDaemon(config, ending);
        try {
            var identity = NodeIdentity.read(config.dataDirectory());
            if (identity.isEmpty()) {
                daemon.services.shut();
            } else if (daemon.isLocked()) {
                daemon.lock(identity.get());
            } else {
                daemon.take(identity.get());
            }
            daemon.ready.countDown();
            LOG.info("listening on {}", config.socket());
            return daemon;
        } catch (StoreException | RuntimeException e) {
            daemon.closeAfter(e);
            throw e;
        }
    }

    /** Why the daemon did not start matters more than how its end went. */
    private void closeAfter(Exception cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Only a manager is; one that became a worker has nothing any more that is sealed. */
    private boolean isLocked() throws StoreException {
        if (!keys.locked()) {
            return false;
        }
        try {
            var role = Membership.certificates(config, keys).role();
            if (role.equals(Optional.of(Node.Role.WORKER))) {
                return false;
            }
        } catch (IOException | TrustException e) {
            throw new StoreException("cannot read the certificate of this node: " + e.getMessage(), e);
        }
        var key = Credential.unlockKey(config.credentials());
        boolean opened = key.isPresent() && keys.unlock(key.get());
        if (key.isPresent() && !opened) {
            LOG.warn(
                    "the unlock key in {} is another than this manager was locked with",
                    config.credentials().get());
        }
        return !opened;
    }

    private void lock(NodeIdentity identity) {
        locked = Optional.of(identity);
        services.lock();
        LOG.warn("this manager is locked, and starts nothing until its unlock key is told: stackctl swarm unlock");
    }

    @Override
    public void unlock(String unlockKey) throws StoreException, StatusException, InterruptedException {
        ready.await();
        joining.lockInterruptibly();
        try {
            if (locked.isEmpty()) {
                throw refused(membership.isEmpty() ? "This node is not part of a swarm" : "swarm is not locked");
            }
            var key = UnlockKey.parse(unlockKey);
            if (key.isEmpty() || !keys.unlock(key.get())) {
                throw refused("swarm could not be unlocked: invalid key provided");
            }
            var identity = locked.get();
            locked = Optional.empty();
            services.startAgain();
            try {
                take(identity);
            } catch (StoreException | RuntimeException failed) {
                ending.end("cannot take this node's place in its swarm again: " + failed.getMessage(), failed);
                throw failed;
            }
        } finally {
            joining.unlock();
        }
    }

    private static StatusException refused(String sentence) {
        return Status.FAILED_PRECONDITION.withDescription(sentence).asException();
    }

    private void requireUnlocked() throws StatusException {
        if (locked.isPresent()) {
            throw refused(SwitchedServices.LOCKED);
        }
    }

    private Membership take(NodeIdentity identity) throws StoreException {
        var taken = Membership.open(config, identity, keys, loops, server::dial, this::roleChanged, ending);
        membership = Optional.of(taken);
        if (taken.managing()) {
            services.open(taken.services());
        } else {
            services.shutOfWorker();
        }
        taken.start();
        LOG.info("node {} of cluster {}", identity.node(), identity.cluster());
        return taken;
    }

    /** Told by the membership itself, which has to end first: so on a thread of its own. */
    private void roleChanged(Node.Role role) {
        Thread.ofVirtual().name("role").start(() -> {
            try {
                takeAgain(role);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (StoreException | RuntimeException e) {
                ending.end("cannot go on as a " + role.name().toLowerCase(Locale.ROOT) + ": " + e.getMessage(), e);
            }
        });
    }

    /** In another role. Its containers run on, as over a restart of the daemon. */
    private void takeAgain(Node.Role role) throws StoreException, InterruptedException {
        ready.await();
        joining.lockInterruptibly();
        try {
            if (membership.isEmpty()) {
                return;
            }
            LOG.info("this node is a {} from now on", role.name().toLowerCase(Locale.ROOT));
            var before = membership.get();
            services.startAgain();
            before.close();
            take(before.identity());
        } finally {
            joining.unlock();
        }
    }

    @Override
    public DaemonStatusReply status() throws InterruptedException {
        ready.await();
        var reply = DaemonStatusReply.newBuilder()
                .setVersion(Version.TEXT)
                .setState(locked.isPresent() ? "locked" : membership.isPresent() ? "active" : "inactive")
                .setHostname(Host.name())
                .setEngineSocket(config.engine())
                .setDataDirectory(config.dataDirectory().toString())
                .setProcessId(ProcessHandle.current().pid());
        membership.ifPresent(member -> member.describe(reply));
        locked.ifPresent(identity -> reply.setNodeId(identity.node().value())
                .setClusterId(identity.cluster().value())
                .setAddress(identity.address().toString()));
        return reply.build();
    }

    @Override
    public InitClusterReply init(InitClusterRequest request)
            throws StoreException, StatusException, InterruptedException {
        ready.await();
        joining.lockInterruptibly();
        try {
            requireUnlocked();
            if (membership.isPresent() && membership.get().founded()) {
                throw alreadyMember();
            }
            var ids = new RandomIds();
            var identity = membership.isPresent() ? membership.get().identity() : newIdentity(request, ids);
            var id = new RequestId(request.getRequestId().isEmpty() ? ids.next() : request.getRequestId());
            var found = ClusterInit.read(request, id, identity);
            if (membership.isEmpty()) {
                identity.write(config.dataDirectory());
                take(identity);
            }
            return membership.orElseThrow().found(found);
        } finally {
            joining.unlock();
        }
    }

    @Override
    public JoinClusterReply join(JoinClusterRequest request)
            throws StoreException, StatusException, InterruptedException {
        ready.await();
        joining.lockInterruptibly();
        try {
            requireUnlocked();
            if (membership.isPresent()) {
                throw alreadyMember();
            }
            var joined = new ClusterJoin(config, loops, new RandomIds()).run(request);
            var taken = take(joined.identity());
            var reply = JoinClusterReply.newBuilder()
                    .setNodeId(joined.identity().node().value())
                    .setClusterId(joined.identity().cluster().value())
                    .setManager(taken.managing());
            joined.warning().ifPresent(reply::addWarnings);
            return reply.build();
        } finally {
            joining.unlock();
        }
    }

    @Override
    public void checkAlone() throws StatusException, InterruptedException {
        ready.await();
        requireUnlocked();
        if (membership.isPresent()) {
            throw alreadyMember();
        }
    }

    @Override
    public RestoreClusterReply restore(Path backup, RestoreOptionsMessage options)
            throws StoreException, StatusException, InterruptedException {
        ready.await();
        joining.lockInterruptibly();
        try {
            checkAlone();
            var restored = new ClusterRestore(config).run(backup, options);
            keys.reread();
            LOG.info(
                    "restored cluster {} as of revision {}",
                    restored.label().cluster(),
                    restored.label().revision());
            return take(restored.identity()).restored(restored);
        } finally {
            joining.unlock();
        }
    }

    @Override
    public RecoverClusterReply recover(RecoverClusterRequest request) throws StatusException, InterruptedException {
        ready.await();
        joining.lockInterruptibly();
        try {
            requireUnlocked();
            var member = membership
                    .filter(Membership::managing)
                    .orElseThrow(() -> Status.FAILED_PRECONDITION
                            .withDescription("This node is not a swarm manager. A cluster is recovered on one of its"
                                    + " managers that has its data; with none of them left, restore a backup.")
                            .asException());
            return member.recover(new RequestId(request.getRequestId()));
        } finally {
            joining.unlock();
        }
    }

    private static StatusException alreadyMember() {
        return Status.FAILED_PRECONDITION
                .withDescription(
                        "This node is already part of a swarm. Use \"stackctl swarm leave\" to leave this swarm"
                                + " and join another one.")
                .asException();
    }

    private NodeIdentity newIdentity(InitClusterRequest request, Ids ids) throws StoreException, StatusException {
        if (NodeIdentity.read(config.dataDirectory()).isPresent()) {
            throw new IllegalStateException("there is a node's identity in " + config.dataDirectory() + " already");
        }
        try {
            var listen = HostAddresses.listening(request.getListenAddress());
            var address = HostAddresses.advertised(request.getAdvertiseAddress(), listen);
            NodeDoor.check(listen);
            return new NodeIdentity(new ClusterId(ids.next()), new NodeId(ids.next()), 1, listen, address);
        } catch (HostAddresses.Unclear unclear) {
            throw ClusterInit.invalid(String.valueOf(unclear.getMessage()));
        } catch (IOException taken) {
            throw Status.FAILED_PRECONDITION.withDescription(taken.getMessage()).asException();
        }
    }

    @Override
    public void leave(boolean force) throws StoreException, StatusException, InterruptedException {
        ready.await();
        joining.lockInterruptibly();
        try {
            if (locked.isPresent()) {
                leaveLocked(force);
                return;
            }
            var member = membership.orElseThrow(() -> Status.FAILED_PRECONDITION
                    .withDescription("This node is not part of a swarm")
                    .asException());
            if (!force && member.managing()) {
                throw Status.FAILED_PRECONDITION.withDescription(LAST_MANAGER).asException();
            }
            services.shut();
            membership = Optional.empty();
            member.leave();
            DataFiles.wipe(config.dataDirectory());
            keys.forget();
            LOG.info("left the cluster");
        } finally {
            joining.unlock();
        }
    }

    /** What cannot be read can be thrown away all the same. */
    private void leaveLocked(boolean force) throws StoreException, StatusException {
        if (!force) {
            throw refused(
                    "Swarm is encrypted and locked. Please unlock it first or use `--force` to ignore this message.");
        }
        var identity = locked.orElseThrow();
        DataFiles.wipe(config.dataDirectory());
        keys.forget();
        locked = Optional.empty();
        services.shut();
        LOG.warn(
                "left the cluster without its key; containers of the swarm stay: docker ps --filter"
                        + " label=io.stackctl.cluster={}",
                identity.cluster());
    }

    private static final String LAST_MANAGER =
            "You are attempting to leave the swarm on a node that is participating as a manager. Removing the last"
                    + " manager erases all current state of the swarm. Use `--force` to ignore this message.";

    @Override
    public void close() {
        services.shut();
        membership.ifPresent(Membership::close);
        server.close();
        loops.close();
    }
}

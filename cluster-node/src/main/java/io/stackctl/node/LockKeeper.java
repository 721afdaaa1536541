package io.stackctl.node;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Revision;
import io.stackctl.node.control.ControlPlane;
import io.stackctl.node.control.UnlockKeys;
import io.stackctl.node.store.DataKeys;
import io.stackctl.node.store.RaftStore;
import io.stackctl.node.store.UnlockKey;
import io.stackctl.node.trust.CertificateFiles;
import io.stackctl.node.trust.KeySeal;
import io.stackctl.node.trust.TrustException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * One step after the other, each whole on the disk before the next: a new data key, locked; the certificate's key under
 * it; snapshots in the place of what older keys sealed; the end of the older keys. Which steps are left is seen from what
 * lies on the disk, so it does not matter where a daemon was killed.
 */
/** Keeps a manager's disk locked as the cluster's state says, and the keys on it as new as they should be. */
final class LockKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LockKeeper.class);
    private static final byte[] CONTEXT = "stackctl certificate key".getBytes(StandardCharsets.US_ASCII);

    /** What is asked of the store. */
    interface Store {
        /** Waits until this manager's state is as new as any; false when it cannot be. */
        boolean awaitFresh() throws InterruptedException;

        /** Has what older keys sealed superseded; one step of a few. */
        void supersede() throws IOException, InterruptedException;
    }

    private final DataKeys keys;
    private final CertificateFiles certificates;
    private final ControlPlane manager;
    private final Store store;
    private final Runnable onLocked;
    private final Thread thread;
    private Optional<Bytes> seen = Optional.empty();
    private Optional<UnlockKey> wanted = Optional.empty();
    private boolean settled;

    /** {@code onLocked}: runs when a key that lay in clear does so no more, and is to be replaced. */
    LockKeeper(DataKeys keys, CertificateFiles certificates, ControlPlane manager, Store store, Runnable onLocked) {
        this.keys = keys;
        this.certificates = certificates;
        this.manager = manager;
        this.store = store;
        this.onLocked = onLocked;
        this.thread = Thread.ofVirtual().name("lock-keeper").unstarted(this::run);
    }

    /** Seals a certificate's key as the log is sealed, while the manager's disk is locked. */
    static KeySeal seal(DataKeys keys) {
        return new KeySeal() {
            @Override
            public Optional<byte[]> seal(byte[] key) {
                return keys.lock().map(_ -> keys.seal(CONTEXT, key));
            }

            @Override
            public Optional<byte[]> open(byte[] sealed) {
                return keys.open(CONTEXT, sealed);
            }

            @Override
            public boolean isCurrent(byte[] sealed) {
                return keys.isCurrent(sealed);
            }
        };
    }

    static Store over(RaftStore store) {
        return new Store() {
            @Override
            public boolean awaitFresh() throws InterruptedException {
                var quorum = store.quorum();
                return quorum.isPresent() && quorum.get().awaitFresh(Limits.FRESH_WAIT);
            }

            @Override
            public void supersede() throws IOException, InterruptedException {
                store.supersedeOlderKeys();
            }
        };
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            var last = Revision.ZERO;
            long tried = System.nanoTime() - Limits.KEY_STEP.toNanos();
            while (true) {
                var state = manager.after(last, keys.hasOlder() ? Limits.KEY_STEP : Limits.CONNECTION_CHECK);
                last = state.revision();
                // A manager that starts goes through what was before: locks of then are not to be put on, or taken off.
                if (!settled(state) && store.awaitFresh()) {
                    follow(manager.state());
                }
                if (keys.hasOlder() && System.nanoTime() - tried >= Limits.KEY_STEP.toNanos()) {
                    tried = System.nanoTime();
                    supersede();
                }
            }
        } catch (InterruptedException _) {
            // This manager stops.
        }
    }

    private synchronized boolean settled(ClusterState state) {
        return settled && wanted(state).equals(keys.lock());
    }

    private Optional<UnlockKey> wanted(ClusterState state) {
        var sealed = state.trust().flatMap(trust -> trust.unlockKey());
        if (!sealed.equals(seen)) {
            wanted = UnlockKeys.of(state);
            seen = sealed;
        }
        return wanted;
    }

    /** Locks as the state says, which is the newest; when this returns, it is on the disk. */
    synchronized void follow(ClusterState state) {
        if (state.trust().isEmpty()) {
            return;
        }
        var next = wanted(state);
        try {
            boolean first = keys.lock().isEmpty() && next.isPresent();
            if (!next.equals(keys.lock())) {
                settled = false;
                keys.relock(next);
                LOG.info("the data of this manager is {}", next.isPresent() ? "locked" : "no longer locked");
            }
            certificates.reseal();
            settled = true;
            if (first) {
                onLocked.run();
            }
        } catch (IOException | TrustException failure) {
            LOG.warn("the data of this manager cannot be locked as it should be: {}", failure.getMessage());
        }
    }

    private void supersede() throws InterruptedException {
        try {
            if (settledNow()) {
                store.supersede();
            }
        } catch (IOException failure) {
            LOG.warn("older keys of this manager cannot be dropped: {}", failure.getMessage());
        }
    }

    /** The certificate's key is under the newest one: before, no older key may go. */
    private synchronized boolean settledNow() {
        return settled;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

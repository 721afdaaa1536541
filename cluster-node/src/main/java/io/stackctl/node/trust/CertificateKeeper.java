package io.stackctl.node.trust;

import io.stackctl.cluster.Node;
import io.stackctl.node.Limits;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The lock guards what is wanted; the certificate itself is replaced by the one thread alone.
 */
/**
 * Keeps a node's certificate fresh: renews it in time, and at once when the cluster wants the node in another role. Takes
 * new roots as they come. Everything is on disk before it is used.
 */
public final class CertificateKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);
    private static final String EXPIRED =
            "Swarm certificates have expired. To replace them, leave the swarm and join again.";

    /** Has a request certified by a manager. */
    public interface Renewal {
        /**
         * The new certificate and what leads from it to the root, as PEM.
         *
         * @throws TrustException it cannot be had now; says why
         */
        String renew(byte[] signingRequest) throws TrustException, InterruptedException;
    }

    private final NodeCredentials credentials;
    private final CertificateFiles files;
    private final Renewal renewal;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<NodeCertificate> onRenewed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Thread thread;
    private Optional<Node.Role> wanted = Optional.empty();

    /** {@code onRenewed} hears of each new certificate, once it is in use. */
    public CertificateKeeper(
            NodeCredentials credentials,
            CertificateFiles files,
            Renewal renewal,
            InstantSource clock,
            RandomGenerator random,
            Consumer<NodeCertificate> onRenewed) {
        this.credentials = credentials;
        this.files = files;
        this.renewal = renewal;
        this.clock = clock;
        this.random = random;
        this.onRenewed = onRenewed;
        this.thread = Thread.ofVirtual().name("certificate").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** What the cluster wants this node to be. */
    public void wanted(Node.Role role) {
        lock.lock();
        try {
            wanted = Optional.of(role);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Believes other roots from now on; the same ones again are no news. */
    public void trust(String roots) {
        if (roots.equals(credentials.roots())) {
            return;
        }
        try {
            ClusterRoots.paths(roots);
            files.writeRoots(roots);
            credentials.trust(roots);
            LOG.info("the cluster has the root {} now", JoinToken.digestInHex(roots));
        } catch (TrustException | IOException failure) {
            LOG.warn("the cluster's new root cannot be used: {}", failure.getMessage());
        }
    }

    private void run() {
        var pause = Limits.RENEW_RETRY_FIRST;
        try {
            while (true) {
                awaitTime();
                if (renew()) {
                    pause = Limits.RENEW_RETRY_FIRST;
                } else {
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                    var doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(Limits.RENEW_RETRY_LONGEST) < 0 ? doubled : Limits.RENEW_RETRY_LONGEST;
                }
            }
        } catch (InterruptedException _) {
            // The daemon stops, or the node leaves.
        }
    }

    private void awaitTime() throws InterruptedException {
        var at = credentials.certificate().renewAt(random);
        lock.lockInterruptibly();
        try {
            while (!otherRole() && clock.instant().isBefore(at)) {
                var left = Duration.between(clock.instant(), at);
                // A clock that is set is noticed within a minute.
                var _ = news.awaitNanos(Math.min(left.toNanos(), TimeUnit.MINUTES.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean roleIsOther() {
        lock.lock();
        try {
            return otherRole();
        } finally {
            lock.unlock();
        }
    }

    private boolean otherRole() {
        return wanted.map(role -> role != credentials.certificate().role()).orElse(false);
    }

    private boolean renew() throws InterruptedException {
        var request = SigningRequest.create();
        try {
            var fresh = request.certified(renewal.renew(request.encoded()));
            if (!fresh.node().equals(credentials.certificate().node())) {
                throw new TrustException("the new certificate is of node " + fresh.node());
            }
            files.write(fresh);
            credentials.renew(fresh);
            LOG.info("the certificate of this node was renewed: {} until {}", fresh.role(), fresh.expires());
            onRenewed.accept(fresh);
            return !roleIsOther();
        } catch (TrustException | IOException failure) {
            boolean expired = !credentials.certificate().holdsAt(clock.instant());
            LOG.warn("the certificate of this node could not be renewed: {}", expired ? EXPIRED : failure.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

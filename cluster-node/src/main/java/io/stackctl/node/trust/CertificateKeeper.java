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
    /** Told when nothing but another join can help; the peer's words. */
    public static final String EXPIRED =
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
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Thread thread;
    private Optional<Node.Role> wanted = Optional.empty();
    /** The root that the certificate shall lead to, PEM. */
    private Optional<String> issuer = Optional.empty();

    private boolean atOnce;

    /** Hears what becomes of the certificate. */
    public interface Listener {
        /** Of each new certificate, once it is in use. */
        void renewed(NodeCertificate certificate);

        /** The certificate leads to the root that it shall lead to, and this node believes that root; its digest. */
        void certified(String root);
    }

    public CertificateKeeper(
            NodeCredentials credentials,
            CertificateFiles files,
            Renewal renewal,
            InstantSource clock,
            RandomGenerator random,
            Listener listener) {
        this.credentials = credentials;
        this.files = files;
        this.renewal = renewal;
        this.clock = clock;
        this.random = random;
        this.listener = listener;
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

    /** To which root the certificate shall lead, PEM. Comes after the roots to believe. */
    public void issuedBy(String root) {
        lock.lock();
        try {
            issuer = Optional.of(root);
            news.signalAll();
        } finally {
            lock.unlock();
        }
        tellCertified();
    }

    /** Has a new key certified now: the present one may have been seen. */
    public void renewNow() {
        lock.lock();
        try {
            atOnce = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tellCertified() {
        Optional<String> root;
        lock.lock();
        try {
            root = issuer;
        } finally {
            lock.unlock();
        }
        root.filter(pem -> credentials.certificate().leadsTo(pem)
                        && credentials.roots().contains(pem))
                .ifPresent(pem -> listener.certified(JoinToken.digestInHex(pem)));
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
                spread();
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
            while (!otherwise() && clock.instant().isBefore(at)) {
                var left = Duration.between(clock.instant(), at);
                // A clock that is set is noticed within a minute.
                var _ = news.awaitNanos(Math.min(left.toNanos(), TimeUnit.MINUTES.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isOtherwise() {
        lock.lock();
        try {
            return otherwise();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the certificate is another than it should be. */
    private boolean otherwise() {
        var own = credentials.certificate();
        return atOnce
                || wanted.map(role -> role != own.role()).orElse(false)
                || issuer.map(root -> !own.leadsTo(root)).orElse(false);
    }

    /** Not all nodes at once come for certificates of a new root. */
    private void spread() throws InterruptedException {
        if (everybodyRenews()) {
            TimeUnit.NANOSECONDS.sleep(random.nextLong(Limits.ROTATION_SPREAD.toNanos()));
        }
    }

    private boolean everybodyRenews() {
        lock.lock();
        try {
            return issuer.map(root -> !credentials.certificate().leadsTo(root)).orElse(false);
        } finally {
            lock.unlock();
        }
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
            lock.lock();
            try {
                atOnce = false;
            } finally {
                lock.unlock();
            }
            listener.renewed(fresh);
            tellCertified();
            return !isOtherwise();
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

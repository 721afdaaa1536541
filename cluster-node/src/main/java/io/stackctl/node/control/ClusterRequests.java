package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Trust;
import io.stackctl.node.store.UnlockKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes to what holds for the whole cluster. */
public final class ClusterRequests {
    /** Below this a busy machine would be called down. */
    private static final Duration DOWN_AFTER_LEAST = Duration.ofSeconds(1);

    private ClusterRequests() {}

    /** The reason why the values cannot be, in the peer's words where it has them. */
    public static Optional<String> trouble(
            Optional<Integer> taskHistory, Optional<Duration> nodeDownAfter, Optional<Duration> certificateLife) {
        if (taskHistory.map(tasks -> tasks < 0).orElse(false)) {
            return Optional.of("the task history limit cannot be negative");
        }
        if (nodeDownAfter.map(time -> time.compareTo(DOWN_AFTER_LEAST) < 0).orElse(false)) {
            return Optional.of("the dispatcher heartbeat must be 1s at least");
        }
        if (certificateLife
                .map(life -> life.compareTo(Trust.CERTIFICATE_LIFE_LEAST) < 0)
                .orElse(false)) {
            return Optional.of("minimum certificate expiry time is: 1h0m0s");
        }
        return Optional.empty();
    }

    /** Empty: stays as it is. */
    record Update(
            RequestId id,
            Optional<Integer> taskHistory,
            Optional<Duration> nodeDownAfter,
            Optional<Duration> certificateLife,
            Optional<Boolean> autolock,
            Optional<List<String>> externals,
            UnlockKey fresh)
            implements Request<Revision> {
        @Override
        public String reason() {
            return "settings of the cluster";
        }

        @Override
        public Planned<Revision> plan(ClusterState state, Context context) {
            var trouble = trouble(taskHistory, nodeDownAfter, certificateLife);
            if (trouble.isPresent()) {
                return new Planned.Refused<>(Refusal.of(Refusal.Kind.INVALID, trouble.get()));
            }
            var changes = new ArrayList<Change>();
            var settings = state.settings();
            if (taskHistory.isPresent()) {
                settings = settings.withTaskHistory(taskHistory.get());
            }
            if (nodeDownAfter.isPresent()) {
                settings = settings.withNodeDownAfter(nodeDownAfter.get());
            }
            if (!settings.equals(state.settings())) {
                changes.add(new Change.PutSettings(settings));
            }
            var trust = state.trust().map(before -> changed(state, before));
            if (trust.isPresent() && !trust.equals(state.trust())) {
                changes.add(new Change.PutTrust(trust.get()));
            }
            return new Planned.Accepted<>(changes, revision -> revision);
        }

        private Trust changed(ClusterState state, Trust before) {
            var trust = certificateLife.map(before::withCertificateLife).orElse(before);
            if (externals.isPresent()) {
                var root = trust.issuingRoot();
                trust = trust.withExternals(externals.get().stream()
                        .map(url -> new Trust.External(url, root))
                        .toList());
            }
            boolean locked = trust.unlockKey().isPresent();
            if (autolock.isEmpty() || autolock.get() == locked) {
                return trust;
            }
            return trust.withUnlockKey(locked ? Optional.empty() : Optional.of(sealed(state, fresh)));
        }

        @Override
        public Revision again(Answered answered) {
            return answered.revision();
        }
    }

    private static Bytes sealed(ClusterState state, UnlockKey key) {
        return UnlockKeys.seal(state.settings().contentKey().orElseThrow(), key);
    }

    /** Managers lock their disks with another key from then on. */
    record RotateUnlockKey(RequestId id, UnlockKey fresh) implements Request<Boolean> {
        @Override
        public String reason() {
            return "new unlock key";
        }

        @Override
        public Planned<Boolean> plan(ClusterState state, Context context) {
            if (state.trust().flatMap(Trust::unlockKey).isEmpty()) {
                return new Planned.Refused<>(
                        Refusal.of(Refusal.Kind.CONFLICT, "cannot rotate because autolock is not turned on"));
            }
            var trust = state.trust().get().withUnlockKey(Optional.of(sealed(state, fresh)));
            return new Planned.Accepted<>(List.of(new Change.PutTrust(trust)), _ -> true);
        }

        @Override
        public Boolean again(Answered answered) {
            return true;
        }
    }

    /** The way to another root, as it was begun over {@code before}; the rest of the trust stays as it is by then. */
    record RotateRoot(RequestId id, Trust before, Trust begun, Optional<Duration> certificateLife)
            implements Request<Revision> {
        @Override
        public String reason() {
            return "rotation of the root";
        }

        @Override
        public Planned<Revision> plan(ClusterState state, Context context) {
            var trouble = trouble(Optional.empty(), Optional.empty(), certificateLife);
            if (trouble.isPresent()) {
                return new Planned.Refused<>(Refusal.of(Refusal.Kind.INVALID, trouble.get()));
            }
            var now = state.trust().orElse(before);
            if (!now.root().equals(before.root()) || !now.externals().equals(before.externals())) {
                return new Planned.Refused<>(Refusal.of(
                        Refusal.Kind.CONFLICT,
                        "the root of the swarm was changed meanwhile; look at it, and try again"));
            }
            var next = now.with(begun.rotation()).withExternals(begun.externals());
            return new Planned.Accepted<>(
                    List.of(new Change.PutTrust(
                            certificateLife.map(next::withCertificateLife).orElse(next))),
                    revision -> revision);
        }

        @Override
        public Revision again(Answered answered) {
            return answered.revision();
        }
    }

    /** The join token of before is good for nothing from then on. */
    record RotateToken(RequestId id, Node.Role role, Bytes secret) implements Request<Boolean> {
        @Override
        public String reason() {
            return "new join token";
        }

        @Override
        public Planned<Boolean> plan(ClusterState state, Context context) {
            return state.trust()
                    .<Planned<Boolean>>map(trust -> new Planned.Accepted<>(
                            List.of(new Change.PutTrust(trust.withSecret(role, secret))), _ -> true))
                    .orElseGet(() -> new Planned.Refused<>(
                            Refusal.of(Refusal.Kind.CONFLICT, "this cluster has no join tokens yet")));
        }

        @Override
        public Boolean again(Answered answered) {
            return true;
        }
    }
}

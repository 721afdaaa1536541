package io.stackctl.node.control;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterState;
import io.stackctl.node.store.UnlockKey;
import java.util.Optional;

/** The unlock key in the cluster's state: sealed as secrets are, under a name that no secret can have. */
public final class UnlockKeys {
    private static final String NAME = "unlock key of managers";

    private UnlockKeys() {}

    static Bytes seal(Bytes contentKey, UnlockKey key) {
        return new ContentVault(contentKey).seal(NAME, key.key().toArray());
    }

    /** With what managers lock their disks; empty when they do not. */
    public static Optional<UnlockKey> of(ClusterState state) {
        return state.trust()
                .flatMap(trust -> trust.unlockKey())
                .map(kept -> new UnlockKey(
                        Bytes.of(new ContentVault(state.settings().contentKey().orElseThrow()).open(NAME, kept))));
    }
}

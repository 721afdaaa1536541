package io.stackctl.node.control;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.SecretId;
import io.stackctl.view.AssignedFile;
import java.util.Optional;

/** Opens the contents that tasks' files name. */
final class Contents {
    private final ClusterState state;

    Contents(ClusterState state) {
        this.state = state;
    }

    /** Empty when it is not, or no longer, stored. */
    Optional<byte[]> of(AssignedFile.ContentKey key) {
        return switch (key.kind()) {
            case SECRET ->
                state.secrets().get(new SecretId(key.id())).map(secret -> vault().open(secret.name(), secret.sealed()));
            case CONFIG ->
                state.configs()
                        .get(new ConfigId(key.id()))
                        .map(config -> config.content().toArray());
        };
    }

    private ContentVault vault() {
        return new ContentVault(state.settings()
                .contentKey()
                .orElseThrow(() -> new IllegalStateException("a cluster with secrets has a content key")));
    }
}

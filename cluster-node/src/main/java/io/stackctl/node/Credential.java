package io.stackctl.node;

import io.stackctl.node.store.UnlockKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The unlock key that a supervisor lays down for the daemon, such as systemd's LoadCredentialEncrypted. */
final class Credential {
    private static final Logger LOG = LoggerFactory.getLogger(Credential.class);
    private static final String NAME = "stackctl-unlock-key";

    private Credential() {}

    /** Empty when there is none, or none that can be used; the log says why. */
    static Optional<UnlockKey> unlockKey(Optional<Path> folder) {
        var file = folder.map(path -> path.resolve(NAME)).filter(Files::exists);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file.get())) {
            var text = new String(in.readNBytes(Limits.UNLOCK_KEY_BYTES), StandardCharsets.UTF_8);
            var key = UnlockKey.parse(text);
            if (key.isEmpty()) {
                LOG.warn("{} holds no unlock key; it begins with SWMKEY-1-", file.get());
            }
            return key;
        } catch (IOException failure) {
            LOG.warn("cannot read {}: {}", file.get(), failure.getMessage());
            return Optional.empty();
        }
    }
}

package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterState;
import io.stackctl.node.DisasterLimits;
import io.stackctl.wire.DecodeException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A cluster in one file: a header in clear, then the state with all keys and secrets in it, sealed with a passphrase.
 * Each file has a salt of its own; the sealed parts are bound to the whole header.
 */
public final class BackupFile {
    private static final int SALT_BYTES = 16;
    /** No entry of a log belongs to it. */
    private static final long NO_INDEX = 0;

    private BackupFile() {}

    /** What a backup held. */
    public record Content(BackupLabel label, ClusterState state) {}

    /** Writes the state; holds one part in memory at a time. The stream stays open. */
    public static void write(OutputStream stream, ClusterState state, BackupLabel label, Passphrase passphrase)
            throws IOException {
        write(stream, state, label, passphrase, DisasterLimits.BACKUP_KEY_ROUNDS);
    }

    static void write(OutputStream stream, ClusterState state, BackupLabel label, Passphrase passphrase, int rounds)
            throws IOException {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        var sealing = new Sealing(passphrase.key(salt, rounds));
        var header = new BackupHeader(state.settings().format(), label, rounds, Bytes.of(salt), Bytes.of(sealing.id()))
                .bytes();
        var output = new DataOutputStream(new BufferedOutputStream(stream));
        output.write(header);
        new StateParts(sealing, BackupHeader.binding(header)).write(output, new SnapshotFile.Snapshot(state, NO_INDEX));
        output.flush();
    }

    /**
     * Reads a backup; refuses whatever is not the whole and unchanged file.
     *
     * @throws StoreException the passphrase is another, the file is damaged or no backup, or of a newer version; says
     *     which
     */
    public static Content read(Path file, Passphrase passphrase) throws IOException, StoreException {
        try (var input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            var bytes = BackupHeader.read(input);
            var header = BackupHeader.parse(bytes);
            var sealing = new Sealing(passphrase.key(header.salt().toArray(), header.rounds()));
            if (!Bytes.of(sealing.id()).equals(header.keyId())) {
                throw new StoreException("the passphrase does not open this backup of cluster "
                        + header.label().cluster() + " of " + header.label().takenAt()
                        + ": it is another one, or the first lines of the file were changed");
            }
            var state = new StateParts(sealing, BackupHeader.binding(bytes))
                    .read(input)
                    .state();
            return new Content(header.label(), state);
        } catch (EOFException cutOff) {
            throw new StoreException("the backup is not whole: it ends too early. Take another copy of it", cutOff);
        } catch (DecodeException unreadable) {
            throw new StoreException("the backup cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}

package io.stackctl.node.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/*
 *   lock        held by the process that uses the folder
 *   identity    format of the folder, whose it is, and whether the log was ever opened
 *   key         encrypts log and snapshots; 0600
 *   log/        RocksDB
 *   meta/       term and vote
 *   snapshot/
 */
/** The folder of one voter's raft data, held by one process at a time. */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;
    private final Sealing sealing;
    private final Identity identity;

    private DataFolder(Path folder, FileChannel lockFile, Identity identity, Sealing sealing) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.identity = identity;
        this.sealing = sealing;
    }

    /** Takes the folder for this voter; makes it when it is not there. */
    static DataFolder open(Path folder, Peer self) throws StoreException {
        try {
            DurableFiles.createPrivateFolder(folder);
            var lockFile = lock(folder);
            try {
                var identity = Identity.of(folder.resolve("identity"), self);
                return new DataFolder(folder, lockFile, identity, new Sealing(key(folder, identity)));
            } catch (StoreException | IOException | RuntimeException failed) {
                lockFile.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new StoreException("cannot use the data folder " + folder + ": " + failed, failed);
        }
    }

    private static FileChannel lock(Path folder) throws IOException, StoreException {
        var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException ours) {
            lock = null;
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
        return held(lock, file, folder);
    }

    private static FileChannel held(@Nullable FileLock lock, FileChannel file, Path folder)
            throws IOException, StoreException {
        if (lock == null) {
            file.close();
            throw new StoreException(
                    "the data folder " + folder + " is in use by another process: stop it, or choose another folder");
        }
        return file;
    }

    private static byte[] key(Path folder, Identity identity) throws IOException, StoreException {
        var file = folder.resolve("key");
        if (!Files.exists(file)) {
            if (identity.opened()) {
                throw new StoreException("the key " + file
                        + " is missing, and without it the log cannot be read: bring it back from where it was kept");
            }
            var key = new byte[Sealing.KEY_BYTES];
            new SecureRandom().nextBytes(key);
            var line = HexFormat.of().formatHex(key) + "\n";
            DurableFiles.replace(file, line.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            var key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length == Sealing.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException damaged) {
            // No cause: it would quote the key.
        }
        throw new StoreException("the key " + file + " is damaged: bring it back from where it was kept");
    }

    /** A log that was there once and is gone must not be taken for a new one: acknowledged changes were in it. */
    void checkComplete() throws StoreException {
        if (!identity.opened()) {
            return;
        }
        for (var needed :
                new Path[] {logFolder().resolve("CURRENT"), metaFolder().resolve(VoteFile.NAME)}) {
            if (!Files.exists(needed)) {
                throw new StoreException("the data folder " + folder + " is not whole: " + needed
                        + " is missing. Restore the folder, or empty it and join the cluster again");
            }
        }
    }

    /** Whether an earlier start opened the log. */
    boolean wasOpened() {
        return identity.opened();
    }

    /** The log was opened: from now on it has to be there. */
    void opened() throws StoreException {
        try {
            DurableFiles.syncFolder(folder);
            identity.markOpened();
        } catch (IOException failed) {
            throw new StoreException("cannot write to the data folder " + folder + ": " + failed, failed);
        }
    }

    Sealing sealing() {
        return sealing;
    }

    Path logFolder() {
        return folder.resolve("log");
    }

    Path metaFolder() {
        return folder.resolve("meta");
    }

    Path snapshotFolder() {
        return folder.resolve("snapshot");
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot release " + folder, failed);
        }
    }
}

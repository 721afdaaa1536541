package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 *   lock        held by the process that uses the folder
 *   identity    format of the folder, whose it is, and whether the log was ever opened
 *   key         encrypts log and snapshots, of KeyFile; 0600
 *   log/        RocksDB
 *   meta/       term and vote
 *   snapshot/
 */
/** The folder of one voter's raft data, held by one process at a time. */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;
    private final DataKeys keys;
    private final Identity identity;

    private DataFolder(Path folder, FileChannel lockFile, Identity identity, DataKeys keys) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.identity = identity;
        this.keys = keys;
    }

    /** Takes the folder for this voter; makes it when it is not there. {@code keys}: of that folder, and not locked. */
    static DataFolder open(Path folder, Peer self, DataKeys keys) throws StoreException {
        try {
            DurableFiles.createPrivateFolder(folder);
            var lockFile = lock(folder);
            try {
                var identity = Identity.of(folder.resolve("identity"), self);
                keys.ensure(identity.opened());
                return new DataFolder(folder, lockFile, identity, keys);
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

    DataKeys keys() {
        return keys;
    }

    /** The ids of the keys that the snapshots here are sealed with, one that is being fetched among them. */
    List<Bytes> keysOfSnapshots() throws IOException {
        var found = new ArrayList<Bytes>();
        if (!Files.isDirectory(snapshotFolder())) {
            return found;
        }
        try (var files = Files.walk(snapshotFolder())) {
            for (var file :
                    files.filter(file -> file.endsWith(SnapshotFile.NAME)).toList()) {
                try (var input = Files.newInputStream(file)) {
                    var header = input.readNBytes(SnapshotSeal.HEADER);
                    if (header.length == SnapshotSeal.HEADER) {
                        found.add(Bytes.of(SnapshotSeal.sealedWith(header)));
                    }
                }
            }
        }
        return found;
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

package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/*
 * The lock guards the keys and their file, and binds the sealing of an entry to the note of it: an older key is dropped
 * only when no entry can be under it any more.
 *
 * A change of the keys is one replacement of the file. First comes a new key in front of the others, then everything new
 * is sealed with it, then a snapshot takes the place of what the others sealed, then they go. Killed anywhere between,
 * a manager starts with a file that has every key that anything on its disk needs.
 */
/**
 * The keys of what a manager keeps on its disk: one that seals, and older ones as long as they are needed to read. With an
 * unlock key they lie sealed on the disk themselves, and a manager that starts has none until it is told that key.
 */
public final class DataKeys implements Sealings {
    private final KeyFile file;
    private KeyFile.Content content;
    private List<Key> keys = List.of();
    private Optional<UnlockKey> lock = Optional.empty();
    /** Entries of the log up to this one may be sealed with older keys. */
    private long boundary;

    private long lastSealed;

    /** A key and what it does. */
    private record Key(Bytes key, Sealing sealing) {
        static Key of(Bytes key) {
            return new Key(key, new Sealing(key.toArray()));
        }

        boolean is(byte[] id) {
            return Arrays.equals(sealing.id(), id);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Key";
        }
    }

    private DataKeys(KeyFile file, KeyFile.Content content) {
        this.file = file;
        this.content = content;
        if (content instanceof KeyFile.Content.Open(var open)) {
            keys = open.stream().map(Key::of).toList();
        }
    }

    /**
     * The keys of a manager's raft folder, which need not be there yet.
     *
     * @throws StoreException they cannot be read
     */
    public static DataKeys in(Path raftFolder) throws StoreException {
        var file = new KeyFile(raftFolder.resolve("key"));
        return new DataKeys(file, file.read());
    }

    /** Whether the keys lie sealed on the disk, and nobody has unlocked them yet. */
    public synchronized boolean locked() {
        return content instanceof KeyFile.Content.Locked && keys.isEmpty();
    }

    /** False when it is not the key that they are locked with. */
    public synchronized boolean unlock(UnlockKey unlockKey) {
        if (!(content instanceof KeyFile.Content.Locked closed)) {
            throw new IllegalStateException("the keys are not locked");
        }
        var opened = closed.open(unlockKey);
        opened.ifPresent(open -> {
            keys = open.stream().map(Key::of).toList();
            lock = Optional.of(unlockKey);
        });
        return opened.isPresent();
    }

    /** The unlock key with which they lie on the disk; empty when they lie there in clear. */
    public synchronized Optional<UnlockKey> lock() {
        return lock;
    }

    /** Makes the first key of a new folder. {@code needed}: there is something that an earlier key sealed. */
    synchronized void ensure(boolean needed) throws IOException, StoreException {
        if (locked()) {
            throw new StoreException("the key " + file + " is locked: it needs the unlock key of the swarm");
        }
        if (!keys.isEmpty()) {
            return;
        }
        if (needed) {
            throw new StoreException("the key " + file
                    + " is missing, and without it the log cannot be read: bring it back from where it was kept");
        }
        replace(List.of(Key.of(Bytes.of(UnlockKey.random()))), Optional.empty());
    }

    /** What seals from now on. */
    @Override
    public synchronized Sealing current() {
        return keys.getFirst().sealing;
    }

    /** What sealed something; empty when that key is not here. */
    @Override
    public synchronized Optional<Sealing> byId(byte[] id) {
        return keys.stream().filter(key -> key.is(id)).map(Key::sealing).findFirst();
    }

    @Override
    public synchronized byte[] seal(long index, Encoder encoder) {
        var sealed = encoder.encode(current());
        lastSealed = Math.max(lastSealed, index);
        return sealed;
    }

    /** The log was opened, and ends there. */
    synchronized void opened(long lastIndex) {
        lastSealed = Math.max(lastSealed, lastIndex);
        boundary = lastSealed;
    }

    /**
     * Locks the keys, or unlocks them for good. A lock comes with a new key: what is sealed from then on is not under one
     * that lay in clear, or under another lock.
     */
    public synchronized void relock(Optional<UnlockKey> next) throws IOException {
        if (next.equals(lock)) {
            return;
        }
        var more = new ArrayList<Key>();
        if (next.isPresent()) {
            more.add(Key.of(Bytes.of(UnlockKey.random())));
        }
        more.addAll(keys);
        replace(more, next);
        boundary = lastSealed;
    }

    /** Whether there are older keys. */
    public synchronized boolean hasOlder() {
        return keys.size() > 1;
    }

    /** Forgets older keys, unless something may be sealed with one. {@code firstIndex}: where the log begins. */
    synchronized boolean dropOlder(long firstIndex, List<Bytes> snapshots) throws IOException {
        boolean needed = firstIndex <= boundary
                || snapshots.stream().anyMatch(id -> keys.stream().skip(1).anyMatch(key -> key.is(id.toArray())));
        if (needed || !hasOlder()) {
            return false;
        }
        replace(List.of(keys.getFirst()), lock);
        return true;
    }

    private void replace(List<Key> next, Optional<UnlockKey> nextLock) throws IOException {
        file.write(next.stream().map(Key::key).toList(), nextLock);
        keys = List.copyOf(next);
        lock = nextLock;
    }

    /** The folder was made by somebody else, just now. */
    public synchronized void reread() throws StoreException {
        forget();
        content = file.read();
        if (content instanceof KeyFile.Content.Open(var open)) {
            keys = open.stream().map(Key::of).toList();
        }
    }

    /** The folder and all that was sealed in it are gone. */
    public synchronized void forget() {
        content = new KeyFile.Content.Missing();
        keys = List.of();
        lock = Optional.empty();
        boundary = 0;
        lastSealed = 0;
    }

    /** Seals what else this manager keeps, beside its log; says with which key. */
    public synchronized byte[] seal(byte[] context, byte[] plain) {
        var by = current();
        var sealed = by.seal(context, plain);
        var whole = Arrays.copyOf(by.id(), Sealing.ID_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, Sealing.ID_BYTES, sealed.length);
        return whole;
    }

    /** What {@link #seal(byte[], byte[])} sealed; empty when it was changed, or its key is not here. */
    public synchronized Optional<byte[]> open(byte[] context, byte[] whole) {
        if (whole.length < Sealing.ID_BYTES) {
            return Optional.empty();
        }
        return byId(Arrays.copyOf(whole, Sealing.ID_BYTES))
                .flatMap(by -> by.open(
                        context, java.nio.ByteBuffer.wrap(whole, Sealing.ID_BYTES, whole.length - Sealing.ID_BYTES)));
    }

    /** Whether it was sealed with the key that seals now. */
    public synchronized boolean isCurrent(byte[] whole) {
        return whole.length >= Sealing.ID_BYTES && keys.getFirst().is(Arrays.copyOf(whole, Sealing.ID_BYTES));
    }
}

package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/*
 * An older manager wrote its one key as a line of hexadecimal digits; that is read as well. Otherwise:
 *
 *   format 2
 *   locked no | locked yes
 *   key ID KEY          the one that seals; KEY in hexadecimal, in clear or sealed with the unlock key
 *   key ID KEY          older ones that something on the disk is still sealed with
 *
 * The file is always replaced as a whole, so whatever changes in it, keys and lock, changes in one step.
 */
/** The file with a manager's data keys, in clear or sealed with an unlock key. */
final class KeyFile {
    private static final String FORMAT = "format ";
    private static final int NEWEST = 2;
    private static final String LOCKED = "locked yes";
    private static final String OPEN = "locked no";
    private static final byte[] CONTEXT = "stackctl data key ".getBytes(StandardCharsets.US_ASCII);

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    /** What the file holds. */
    sealed interface Content {
        record Missing() implements Content {}

        /** The keys, the one that seals first. */
        record Open(List<Bytes> keys) implements Content {
            public Open {
                keys = List.copyOf(keys);
            }

            /** Without the keys. */
            @Override
            public String toString() {
                return "Open[" + keys.size() + "]";
            }
        }

        /** By the id of the key inside. */
        record Locked(List<Sealed> keys) implements Content {
            public Locked {
                keys = List.copyOf(keys);
            }

            /** The keys again; empty when the unlock key is another. */
            Optional<List<Bytes>> open(UnlockKey unlockKey) {
                var by = new Sealing(unlockKey.key().toArray());
                var opened = new ArrayList<Bytes>();
                for (var key : keys) {
                    var plain = by.open(context(key.id), ByteBuffer.wrap(key.sealed.toArray()));
                    if (plain.isEmpty()) {
                        return Optional.empty();
                    }
                    opened.add(Bytes.of(plain.get()));
                }
                return Optional.of(opened);
            }
        }
    }

    /** One key, sealed. */
    record Sealed(String id, Bytes sealed) {}

    private static byte[] context(String id) {
        var name = id.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(CONTEXT.length + name.length)
                .put(CONTEXT)
                .put(name)
                .array();
    }

    Content read() throws StoreException {
        try {
            if (!Files.exists(file)) {
                return new Content.Missing();
            }
            var lines = Files.readString(file).lines().toList();
            if (lines.isEmpty() || !lines.getFirst().startsWith(FORMAT)) {
                return new Content.Open(List.of(key(String.join("", lines))));
            }
            if (!lines.getFirst().equals(FORMAT + NEWEST)) {
                throw new StoreException(
                        "the key " + file + " was written by a newer version of stackctl: upgrade this node");
            }
            return read(lines);
        } catch (IOException failed) {
            throw new StoreException("the key " + file + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private Content read(List<String> lines) throws StoreException {
        var words = new ArrayList<String[]>();
        for (var line : lines.subList(Math.min(2, lines.size()), lines.size())) {
            var parts = line.split(" ", -1);
            if (parts.length != 3 || !parts[0].equals("key")) {
                throw damaged();
            }
            words.add(parts);
        }
        if (words.isEmpty() || !(lines.get(1).equals(LOCKED) || lines.get(1).equals(OPEN))) {
            throw damaged();
        }
        if (lines.get(1).equals(LOCKED)) {
            var sealed = new ArrayList<Sealed>();
            for (var key : words) {
                sealed.add(new Sealed(key[1], bytes(key[2])));
            }
            return new Content.Locked(sealed);
        }
        var keys = new ArrayList<Bytes>();
        for (var key : words) {
            var open = key(key[2]);
            if (!key[1].equals(id(open))) {
                throw damaged();
            }
            keys.add(open);
        }
        return new Content.Open(keys);
    }

    private Bytes key(String digits) throws StoreException {
        var key = bytes(digits.strip());
        if (key.size() != Sealing.KEY_BYTES) {
            throw damaged();
        }
        return key;
    }

    /** No cause: it would quote the key. */
    private Bytes bytes(String digits) throws StoreException {
        try {
            return Bytes.of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException notHexadecimal) {
            throw damaged();
        }
    }

    private StoreException damaged() {
        return new StoreException("the key " + file + " is damaged: bring it back from where it was kept");
    }

    /** Returns when the keys are on the disk, whole; before, those of before are. */
    void write(List<Bytes> keys, Optional<UnlockKey> lock) throws IOException {
        var text = new StringBuilder(FORMAT + NEWEST + "\n");
        text.append(lock.isPresent() ? LOCKED : OPEN).append('\n');
        var by = lock.map(key -> new Sealing(key.key().toArray()));
        for (var key : keys) {
            var id = id(key);
            var written = by.map(seal -> seal.seal(context(id), key.toArray())).orElseGet(key::toArray);
            text.append("key ")
                    .append(id)
                    .append(' ')
                    .append(HexFormat.of().formatHex(written))
                    .append('\n');
        }
        DurableFiles.replace(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static String id(Bytes key) {
        return HexFormat.of().formatHex(new Sealing(key.toArray()).id());
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

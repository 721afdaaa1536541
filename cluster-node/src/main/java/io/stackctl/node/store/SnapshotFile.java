package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Revision;
import io.stackctl.node.Limits;
import io.stackctl.wire.ChangeCodec;
import io.stackctl.wire.DecodeException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/*
 *   header    of SnapshotSeal
 *   parts     4 bytes length, 1 byte kind, bytes sealed with the file's own key
 *
 * The first part is the HEAD (index of the last entry, revision, time), then come CHANGES, the last is the END with the number of changes.
 * Each part is bound to the format, its number and its kind, so parts cannot be left out or moved; no other file has the
 * key; a file that was cut off has no END.
 */
/** The state as one encrypted file: the changes that lead to it from the empty state, in parts of bounded size. */
final class SnapshotFile {
    private static final byte HEAD = 1;
    private static final byte CHANGES = 2;
    private static final byte END = 3;
    private static final int HEAD_BYTES = 3 * Long.BYTES + Integer.BYTES;
    static final String NAME = "state";

    /** A state, and the index of the last entry of the log that is in it. */
    record Snapshot(ClusterState state, long index) {}

    private final SnapshotSeal seal;

    SnapshotFile(SnapshotSeal seal) {
        this.seal = seal;
    }

    /** Writes the state; when it returns, the file is on the disk. Holds one part in memory at a time. */
    void write(Path file, Snapshot snapshot) throws IOException {
        try (var stream = new FileOutputStream(file.toFile());
                var output = new DataOutputStream(new BufferedOutputStream(stream))) {
            new Writer(output).write(snapshot);
            output.flush();
            stream.getChannel().force(true);
        }
    }

    /** Reads a state; refuses whatever is not the whole and unchanged file. */
    Snapshot read(Path file) throws IOException, StoreException {
        try (var input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return new Reader(input).read();
        } catch (EOFException cutOff) {
            throw new StoreException("the snapshot " + file + " is not whole: it ends too early", cutOff);
        } catch (DecodeException unreadable) {
            throw new StoreException(
                    "the snapshot " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static byte[] context(Bytes header, long number, byte kind) {
        return ByteBuffer.allocate(Short.BYTES + Long.BYTES + 1)
                .put(header.toArray(), 0, Short.BYTES)
                .putLong(number)
                .put(kind)
                .array();
    }

    private final class Writer {
        private final DataOutputStream output;
        private final SnapshotSeal.Sealed sealed = seal.create();
        private long parts;

        Writer(DataOutputStream output) {
            this.output = output;
        }

        void write(Snapshot snapshot) throws IOException {
            output.write(sealed.header().toArray());
            part(HEAD, head(snapshot));
            long count = changes(snapshot.state.asChanges().iterator());
            part(END, ByteBuffer.allocate(Long.BYTES).putLong(count).array());
        }

        private long changes(Iterator<Change> changes) throws IOException {
            long count = 0;
            // The bytes of two lists of changes in a row are those of one list with both.
            var gathered = new ByteArrayOutputStream();
            while (changes.hasNext()) {
                gathered.write(ChangeCodec.toBytes(List.of(changes.next())));
                count++;
                if (gathered.size() >= Limits.SNAPSHOT_PART_BYTES || !changes.hasNext()) {
                    part(CHANGES, gathered.toByteArray());
                    gathered.reset();
                }
            }
            return count;
        }

        private void part(byte kind, byte[] plain) throws IOException {
            var bytes = sealed.rest().seal(context(sealed.header(), parts++, kind), plain);
            output.writeInt(bytes.length);
            output.writeByte(kind);
            output.write(bytes);
        }
    }

    private static byte[] head(Snapshot snapshot) {
        var at = snapshot.state.at();
        return ByteBuffer.allocate(HEAD_BYTES)
                .putLong(snapshot.index)
                .putLong(snapshot.state.revision().value())
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .array();
    }

    private final class Reader {
        private final DataInputStream input;
        private final SnapshotSeal.Sealed sealed;
        private long parts;

        Reader(DataInputStream input) throws IOException, DecodeException {
            this.input = input;
            var header = input.readNBytes(SnapshotSeal.HEADER);
            if (header.length < SnapshotSeal.HEADER) {
                throw new EOFException();
            }
            this.sealed = seal.open(header);
        }

        Snapshot read() throws IOException, DecodeException {
            var head = part();
            if (head.kind != HEAD || head.plain.size() != HEAD_BYTES) {
                throw new DecodeException("it does not begin as it should");
            }
            var words = ByteBuffer.wrap(head.plain.toArray());
            long index = words.getLong();
            var revision = new Revision(words.getLong());
            var at = Instant.ofEpochSecond(words.getLong(), words.getInt());
            return new Snapshot(content().restoredAs(revision, at), index);
        }

        private ClusterState content() throws IOException, DecodeException {
            var state = ClusterState.EMPTY;
            long count = 0;
            var part = part();
            while (part.kind == CHANGES) {
                var changes = ChangeCodec.fromBytes(part.plain.toArray());
                state = state.with(changes);
                count += changes.size();
                part = part();
            }
            if (part.kind != END || ByteBuffer.wrap(part.plain.toArray()).getLong() != count) {
                throw new DecodeException("it does not end as it should");
            }
            if (input.read() >= 0) {
                throw new DecodeException("it goes on after its end");
            }
            return state;
        }

        private Part part() throws IOException, DecodeException {
            int length = input.readInt();
            byte kind = input.readByte();
            if (length < 0 || length > Limits.SNAPSHOT_PART_MOST_BYTES) {
                throw new DecodeException("it is damaged: a part of " + length + " bytes");
            }
            var bytes = input.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            var plain = sealed.rest().open(context(sealed.header(), parts++, kind), ByteBuffer.wrap(bytes));
            return new Part(
                    kind,
                    plain.map(Bytes::of).orElseThrow(() -> new DecodeException("part " + parts + " of it is damaged")));
        }
    }

    private record Part(byte kind, Bytes plain) {}
}

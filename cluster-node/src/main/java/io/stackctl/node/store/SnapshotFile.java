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
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/*
 *   2 bytes   format number, as of LogFormat
 *   8 bytes   id of the key
 *   parts     4 bytes length, 1 byte kind, sealed bytes
 *
 * The first part is the HEAD (index of the last entry, revision, time), then come CHANGES, the last is the END with the number of changes.
 * Each part is bound to the header, its number and its kind, so parts cannot be left out, moved or taken from another
 * file of the same number; a file that was cut off has no END.
 */
/** The state as one encrypted file: the changes that lead to it from the empty state, in parts of bounded size. */
final class SnapshotFile {
    private static final byte HEAD = 1;
    private static final byte CHANGES = 2;
    private static final byte END = 3;
    private static final int HEAD_BYTES = 3 * Long.BYTES + Integer.BYTES;
    private static final int HEADER = Short.BYTES + Sealing.ID_BYTES;

    /** A state, and the index of the last entry of the log that is in it. */
    record Snapshot(ClusterState state, long index) {}

    private final Sealing sealing;

    SnapshotFile(Sealing sealing) {
        this.sealing = sealing;
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

    private static byte[] context(byte[] header, long number, byte kind) {
        return ByteBuffer.allocate(HEADER + Long.BYTES + 1)
                .put(header)
                .putLong(number)
                .put(kind)
                .array();
    }

    private final class Writer {
        private final DataOutputStream output;
        private final byte[] header;
        private long parts;

        Writer(DataOutputStream output) {
            this.output = output;
            this.header = ByteBuffer.allocate(HEADER)
                    .putShort((short) LogFormat.HIGHEST)
                    .put(sealing.id())
                    .array();
        }

        void write(Snapshot snapshot) throws IOException {
            output.write(header);
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
            var sealed = sealing.seal(context(header, parts++, kind), plain);
            output.writeInt(sealed.length);
            output.writeByte(kind);
            output.write(sealed);
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
        private byte[] header = new byte[0];
        private long parts;

        Reader(DataInputStream input) {
            this.input = input;
        }

        Snapshot read() throws IOException, DecodeException {
            header = input.readNBytes(HEADER);
            if (header.length < HEADER) {
                throw new EOFException();
            }
            LogFormat.check(Short.toUnsignedInt(ByteBuffer.wrap(header).getShort()), "it");
            if (!Arrays.equals(header, Short.BYTES, HEADER, sealing.id(), 0, Sealing.ID_BYTES)) {
                throw new DecodeException("it is sealed with another key than the one beside it");
            }
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
            var sealed = input.readNBytes(length);
            if (sealed.length < length) {
                throw new EOFException();
            }
            var plain = sealing.open(context(header, parts++, kind), ByteBuffer.wrap(sealed));
            return new Part(
                    kind,
                    plain.map(Bytes::of).orElseThrow(() -> new DecodeException("part " + parts + " of it is damaged")));
        }
    }

    private record Part(byte kind, Bytes plain) {}
}

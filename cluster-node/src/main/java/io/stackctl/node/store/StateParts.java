package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Revision;
import io.stackctl.node.Limits;
import io.stackctl.node.store.SnapshotFile.Snapshot;
import io.stackctl.wire.ChangeCodec;
import io.stackctl.wire.DecodeException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/*
 *   parts     4 bytes length, 1 byte kind, bytes sealed with the file's own key
 *
 * The first part is the HEAD (index of the last entry, revision, time), then come CHANGES, the last is the END with the
 * number of changes. Each part is bound to the file's binding, its number and its kind, so parts cannot be left out or
 * moved; no other file has the key; a file that was cut off has no END.
 */
/** A state as sealed parts of bounded size: what snapshots and backups hold behind their headers. */
final class StateParts {
    private static final byte HEAD = 1;
    private static final byte CHANGES = 2;
    private static final byte END = 3;
    private static final int HEAD_BYTES = 3 * Long.BYTES + Integer.BYTES;

    private final Sealing sealing;
    private final Bytes binding;
    private long parts;

    /**
     * The parts of one file, written or read once.
     *
     * @param sealing with the file's own key
     * @param binding what of the file's header cannot be changed without making the parts unreadable
     */
    StateParts(Sealing sealing, Bytes binding) {
        this.sealing = sealing;
        this.binding = binding;
    }

    /** Holds one part in memory at a time. */
    void write(DataOutputStream output, Snapshot snapshot) throws IOException {
        write(output, HEAD, head(snapshot));
        long count = write(output, snapshot.state().asChanges().iterator());
        write(output, END, ByteBuffer.allocate(Long.BYTES).putLong(count).array());
    }

    private long write(DataOutputStream output, Iterator<Change> changes) throws IOException {
        long count = 0;
        // The bytes of two lists of changes in a row are those of one list with both.
        var gathered = new ByteArrayOutputStream();
        while (changes.hasNext()) {
            gathered.write(ChangeCodec.toBytes(List.of(changes.next())));
            count++;
            if (gathered.size() >= Limits.SNAPSHOT_PART_BYTES || !changes.hasNext()) {
                write(output, CHANGES, gathered.toByteArray());
                gathered.reset();
            }
        }
        return count;
    }

    private void write(DataOutputStream output, byte kind, byte[] plain) throws IOException {
        var bytes = sealing.seal(context(kind), plain);
        output.writeInt(bytes.length);
        output.writeByte(kind);
        output.write(bytes);
    }

    private static byte[] head(Snapshot snapshot) {
        var at = snapshot.state().at();
        return ByteBuffer.allocate(HEAD_BYTES)
                .putLong(snapshot.index())
                .putLong(snapshot.state().revision().value())
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .array();
    }

    /**
     * Refuses whatever is not the whole and unchanged rest of the file.
     *
     * @throws EOFException it ends too early
     * @throws DecodeException it is damaged, or of another key
     */
    Snapshot read(DataInputStream input) throws IOException, DecodeException {
        var head = readPart(input);
        if (head.kind != HEAD || head.plain.size() != HEAD_BYTES) {
            throw new DecodeException("it does not begin as it should");
        }
        var words = ByteBuffer.wrap(head.plain.toArray());
        long index = words.getLong();
        var revision = new Revision(words.getLong());
        var at = Instant.ofEpochSecond(words.getLong(), words.getInt());
        return new Snapshot(content(input).restoredAs(revision, at), index);
    }

    private ClusterState content(DataInputStream input) throws IOException, DecodeException {
        var state = ClusterState.EMPTY;
        long count = 0;
        var part = readPart(input);
        while (part.kind == CHANGES) {
            var changes = ChangeCodec.fromBytes(part.plain.toArray());
            state = state.with(changes);
            count += changes.size();
            part = readPart(input);
        }
        if (part.kind != END || ByteBuffer.wrap(part.plain.toArray()).getLong() != count) {
            throw new DecodeException("it does not end as it should");
        }
        if (input.read() >= 0) {
            throw new DecodeException("it goes on after its end");
        }
        return state;
    }

    private Part readPart(DataInputStream input) throws IOException, DecodeException {
        int length = input.readInt();
        byte kind = input.readByte();
        if (length < 0 || length > Limits.SNAPSHOT_PART_MOST_BYTES) {
            throw new DecodeException("it is damaged: a part of " + length + " bytes");
        }
        var bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        var plain = sealing.open(context(kind), ByteBuffer.wrap(bytes));
        return new Part(
                kind,
                plain.map(Bytes::of).orElseThrow(() -> new DecodeException("part " + parts + " of it is damaged")));
    }

    private byte[] context(byte kind) {
        return ByteBuffer.allocate(binding.size() + Long.BYTES + 1)
                .put(binding.toArray())
                .putLong(parts++)
                .put(kind)
                .array();
    }

    private record Part(byte kind, Bytes plain) {}
}

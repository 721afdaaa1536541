package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterState;
import io.stackctl.wire.DecodeException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The state as one encrypted file: a header of {@link SnapshotSeal}, then {@link StateParts} bound to its format. */
final class SnapshotFile {
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
            var sealed = seal.create(snapshot.state().settings().format());
            output.write(sealed.header().toArray());
            parts(sealed).write(output, snapshot);
            output.flush();
            stream.getChannel().force(true);
        }
    }

    /** Reads a state; refuses whatever is not the whole and unchanged file. */
    Snapshot read(Path file) throws IOException, StoreException {
        try (var input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            var header = input.readNBytes(SnapshotSeal.HEADER);
            if (header.length < SnapshotSeal.HEADER) {
                throw new EOFException();
            }
            return parts(seal.open(header)).read(input);
        } catch (EOFException cutOff) {
            throw new StoreException("the snapshot " + file + " is not whole: it ends too early", cutOff);
        } catch (DecodeException unreadable) {
            throw new StoreException(
                    "the snapshot " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Not to the whole header: that is sealed anew when the file goes to another manager. */
    private static StateParts parts(SnapshotSeal.Sealed sealed) {
        var format = Bytes.of(Arrays.copyOf(sealed.header().toArray(), Short.BYTES));
        return new StateParts(sealed.rest(), format);
    }
}

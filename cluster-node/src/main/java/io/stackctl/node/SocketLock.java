package io.stackctl.node;

import io.stackctl.node.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One daemon for each local socket. The kernel lets go of the lock when the process ends, however it ends. Without it a
 * second daemon would take the socket file of the first, which then runs on where nobody can reach it.
 */
final class SocketLock implements AutoCloseable {
    private final FileChannel file;

    private SocketLock(FileChannel file) {
        this.file = file;
    }

    /** @throws StoreException when another daemon has the socket, with its process */
    static SocketLock take(Path socket) throws StoreException {
        var path = socket.resolveSibling(socket.getFileName() + ".lock");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            var file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                file.close();
                throw new StoreException("another stackctl daemon (process "
                        + Files.readString(path).strip() + ") serves or is about to serve " + socket
                        + "; stop it, or choose another --run-dir");
            }
            var process = Long.toString(ProcessHandle.current().pid());
            file.truncate(0);
            file.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
            return new SocketLock(file);
        } catch (IOException e) {
            throw new StoreException("cannot lock " + path + ": " + e.getMessage(), e);
        }
    }

    /** The file stays: one that another daemon has opened must not go away below it. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

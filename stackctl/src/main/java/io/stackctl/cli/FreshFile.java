package io.stackctl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is there whole or not at all, that only its owner reads, and that never takes the place of another. It is
 * written beside its place under another name.
 */
final class FreshFile implements AutoCloseable {
    private final Path place;
    private final Path unfinished;
    private final FileChannel channel;

    private FreshFile(Path place, Path unfinished, FileChannel channel) {
        this.place = place;
        this.unfinished = unfinished;
        this.channel = channel;
    }

    /** Refuses when there is something at the place already. */
    static FreshFile at(Path place) throws IOException {
        if (Files.exists(place)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        var whole = place.toAbsolutePath();
        var unfinished = whole.resolveSibling(
                "." + whole.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        var channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new FreshFile(whole, unfinished, channel);
    }

    OutputStream output() {
        return Channels.newOutputStream(channel);
    }

    /** Puts it in its place; when this returns, it is on the disk. */
    void keep() throws IOException {
        channel.force(true);
        channel.close();
        // A link, for a move would replace what came there meanwhile.
        Files.createLink(place, unfinished);
        Files.delete(unfinished);
        try (var folder = FileChannel.open(place.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Nothing is left of one that was not kept. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}

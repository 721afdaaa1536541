package io.stackctl.node.store;

import io.stackctl.node.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says whether a write failed because the disk is full, which the libraries below do not tell us. */
final class DiskSpace {
    private final Path folder;

    DiskSpace(Path folder) {
        this.folder = folder;
    }

    /** The failure with its likely cause; {@code what} is the beginning of the sentence. */
    StoreException explain(String what) {
        return new StoreException(what + reason());
    }

    private String reason() {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < Limits.DISK_FULL_BYTES) {
                return ": the disk of " + folder + " is full. Free some space and start again; nothing that was "
                        + "acknowledged is lost";
            }
            return " in " + folder + ": the lines of the log before this one say why";
        } catch (IOException unreachable) {
            return ": " + folder + " cannot be reached (" + unreachable.getMessage() + ")";
        }
    }
}

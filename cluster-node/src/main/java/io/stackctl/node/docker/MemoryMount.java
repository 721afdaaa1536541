package io.stackctl.node.docker;

import java.io.IOException;
import java.nio.file.Path;

/** A file system in memory at a folder of the node: nothing below it ever reaches a disk. */
public interface MemoryMount {
    /** Whether such a file system of its own is mounted right at the folder. */
    boolean mounted(Path folder) throws IOException;

    /** Mounts one at the folder, which exists; only root may enter it. */
    void mount(Path folder) throws IOException;

    /** Takes it away with all that it holds. */
    void unmount(Path folder) throws IOException;
}

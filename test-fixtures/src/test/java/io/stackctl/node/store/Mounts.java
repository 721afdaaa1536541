package io.stackctl.node.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** File systems that a test makes for itself; they go with the test. Needs root, and loop devices for images. */
final class Mounts implements AutoCloseable {
    private final Path folder;
    private final Deque<Path> mounted = new ArrayDeque<>();

    Mounts(Path folder) {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/dev/loop-control")),
                "needs root and loop devices to make file systems of its own");
        this.folder = folder;
    }

    /** A file system in memory that holds so many mebibytes. */
    Path memory(String name, int mebibytes) throws IOException {
        return mount(name, "mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "stackctl-test");
    }

    /** An image with an empty ext4. */
    Path image(String name, int mebibytes) throws IOException {
        var image = folder.resolve(name);
        run("truncate", "-s", mebibytes + "M", image.toString());
        run("mkfs.ext4", "-q", "-F", image.toString());
        return image;
    }

    /** Mounts an image so that nothing reaches it by the clock, only by a sync. */
    Path image(Path image, String name) throws IOException {
        return mount(name, "mount", "-o", "loop,commit=600", image.toString());
    }

    /** What would be left of the image if the machine lost its power now. */
    Path copyOf(Path image, String name) throws IOException {
        var copy = folder.resolve(name);
        run("cp", "--sparse=always", image.toString(), copy.toString());
        return copy;
    }

    private Path mount(String name, String... command) throws IOException {
        var point = Files.createDirectories(folder.resolve(name));
        var whole = new ArrayList<>(List.of(command));
        whole.add(point.toString());
        run(whole.toArray(String[]::new));
        mounted.push(point);
        return point;
    }

    void unmount(Path point) throws IOException {
        run("umount", point.toString());
        mounted.remove(point);
    }

    private static void run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }

    @Override
    public void close() throws IOException {
        while (!mounted.isEmpty()) {
            unmount(mounted.peek());
        }
    }
}

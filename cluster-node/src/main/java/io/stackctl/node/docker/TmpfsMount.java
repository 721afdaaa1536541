package io.stackctl.node.docker;

import io.stackctl.node.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The kernel's tmpfs, through the {@code mount} command. */
public final class TmpfsMount implements MemoryMount {
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    @Override
    public boolean mounted(Path folder) throws IOException {
        var wanted = folder.toRealPath().toString();
        for (var line : Files.readAllLines(MOUNTS)) {
            var fields = line.split(" ", 4);
            if (fields.length == 4
                    && fields[2].equals("tmpfs")
                    && unescaped(fields[1]).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** The kernel writes blanks of paths in octal. */
    private static String unescaped(String path) {
        return path.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }

    /**
     * Kept out of swap where the kernel can (6.4 and later). Files may be programs: a config is a usual place for an
     * entrypoint script.
     */
    @Override
    public void mount(Path folder) throws IOException {
        var options = "mode=0700,nosuid,nodev,size=" + Limits.SECRET_FILES_BYTES;
        var first = run("mount", "-t", "tmpfs", "-o", options + ",noswap", "stackctl", folder.toString());
        if (first.isEmpty()) {
            return;
        }
        var second = run("mount", "-t", "tmpfs", "-o", options, "stackctl", folder.toString());
        if (!second.isEmpty()) {
            throw new IOException("cannot mount a tmpfs at " + folder + ": " + second);
        }
    }

    @Override
    public void unmount(Path folder) throws IOException {
        var complaint = run("umount", folder.toString());
        if (!complaint.isEmpty()) {
            throw new IOException("cannot unmount " + folder + ": " + complaint);
        }
    }

    /** What the command complains about; empty when it worked. */
    private static String run(String... command) throws IOException {
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(Limits.MOUNT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return command[0] + " does not end";
            }
            var output = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? "" : output.isEmpty() ? "exit " + process.exitValue() : output;
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return command[0] + " was interrupted";
        }
    }
}

package io.stackctl.node.docker;

import io.stackctl.cluster.Bytes;
import io.stackctl.node.docker.ContainerOrder.FileBind;
import io.stackctl.view.AssignedFile;
import io.stackctl.view.AssignedFile.ContentKey;
import io.stackctl.view.AssignedFile.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The files that tasks find their secrets and configs in. They live in a file system in memory that the daemon mounted
 * itself, one folder a task, and are bound one by one onto their targets. They outlive the daemon, so that a restart
 * needs no manager; a reboot empties the folder, and containers made after it get files made anew.
 */
public final class SecretFiles {
    private final Path root;

    private SecretFiles(Path root) {
        this.root = root;
    }

    /** Files at the folder, on a mount of their own: found again, or made now. Any other file system is refused. */
    public static SecretFiles at(Path folder, MemoryMount mount) throws IOException {
        Files.createDirectories(folder);
        if (!mount.mounted(folder)) {
            mount.mount(folder);
        }
        if (!mount.mounted(folder)) {
            throw new IOException(folder + " is not a tmpfs of its own: secrets would reach a disk there");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return new SecretFiles(folder);
    }

    /** What became of a wish for files. */
    public sealed interface Placed {
        record Ready(List<FileBind> binds) implements Placed {
            public Ready {
                binds = List.copyOf(binds);
            }
        }

        /** The content of this one has not arrived yet. */
        record Missing(AssignedFile file) implements Placed {}
    }

    /**
     * Makes what is not there yet.
     *
     * @param resolvConf the container's name servers, for one that asks ours
     * @throws RuntimeFailure a number is none, or the folder is full
     */
    public Placed place(
            String task,
            List<AssignedFile> files,
            Optional<String> resolvConf,
            Function<ContentKey, Optional<Bytes>> contents)
            throws RuntimeFailure {
        try {
            return placed(task, files, resolvConf, contents);
        } catch (IOException failure) {
            throw new RuntimeFailure(RuntimeFailure.Kind.BROKEN, "cannot write the task's files: " + failure);
        }
    }

    private Placed placed(
            String task,
            List<AssignedFile> files,
            Optional<String> resolvConf,
            Function<ContentKey, Optional<Bytes>> contents)
            throws IOException, RuntimeFailure {
        var folder = root.resolve(task);
        var binds = new ArrayList<FileBind>();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (int i = 0; i < files.size(); i++) {
            var file = files.get(i);
            var path = folder.resolve(Integer.toString(i));
            if (!Files.exists(path)) {
                var content = contents.apply(file.content());
                if (content.isEmpty()) {
                    return new Placed.Missing(file);
                }
                write(
                        path,
                        content.get().toArray(),
                        number("uid", file.reference().uid()),
                        number("gid", file.reference().gid()),
                        file.reference().mode());
            }
            binds.add(new FileBind(path, target(file)));
        }
        if (resolvConf.isPresent()) {
            var path = folder.resolve("resolv.conf");
            if (!Files.exists(path)) {
                write(path, resolvConf.get().getBytes(StandardCharsets.UTF_8), 0, 0, 0444);
            }
            binds.add(new FileBind(path, "/etc/resolv.conf"));
        }
        return new Placed.Ready(binds);
    }

    static String target(AssignedFile file) {
        var target = file.reference().target();
        if (target.startsWith("/")) {
            return target;
        }
        return (file.content().kind() == Kind.SECRET ? "/run/secrets/" : "/") + target;
    }

    private static int number(String what, String text) throws RuntimeFailure {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException _) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.REFUSED, "the " + what + " of a secret or config must be a number: " + text);
        }
    }

    /** A file that is there under its name is whole: it gets the name last. */
    private static void write(Path path, byte[] content, int uid, int gid, int mode) throws IOException {
        var unfinished = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        var secret = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                FileChannel.open(unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), secret)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
        Files.setAttribute(unfinished, "unix:uid", uid);
        Files.setAttribute(unfinished, "unix:gid", gid);
        Files.setAttribute(unfinished, "unix:mode", mode & 07777);
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Forgets a task's files. Only after its container is gone, whose binds name them. */
    public void remove(String task) throws RuntimeFailure {
        var folder = root.resolve(task);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException _) {
            // Nothing was placed for it.
        } catch (IOException failure) {
            throw new RuntimeFailure(RuntimeFailure.Kind.BROKEN, "cannot remove the task's files: " + failure);
        }
    }

    /** Tasks that have files. */
    public SortedSet<String> tasks() throws IOException {
        try (var folders = Files.list(root)) {
            var tasks = new TreeSet<String>();
            folders.forEach(folder -> tasks.add(folder.getFileName().toString()));
            return tasks;
        }
    }
}

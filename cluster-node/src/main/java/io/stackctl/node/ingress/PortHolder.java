package io.stackctl.node.ingress;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process that has a port of this host. It is read from {@code /proc} (proc_pid_net(5)): the port's sockets by their
 * inodes, then the process that has one of them open. Another user's processes are only seen by root.
 */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    /** Of TCP; a socket of UDP that only receives says 07. */
    private static final String LISTENING = "0A";

    private static final String UNCONNECTED = "07";

    private PortHolder() {}

    /** Such as {@code nginx (pid 812)}; empty when it cannot be found out. */
    static Optional<String> of(PublishedPort port) {
        try {
            var sockets = sockets(port);
            return sockets.isEmpty() ? Optional.empty() : holder(sockets);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Set<String> sockets(PublishedPort port) throws IOException {
        var protocol = port.protocol().toString();
        var state = port.protocol() == Protocol.TCP ? LISTENING : UNCONNECTED;
        var suffix = ":%04X".formatted(port.port());
        var sockets = new HashSet<String>();
        for (var table : List.of(protocol, protocol + "6")) {
            var file = PROC.resolve("self/net/" + table);
            if (Files.exists(file)) {
                for (var line : Files.readAllLines(file)) {
                    var fields = line.strip().split("\\s+", -1);
                    if (fields.length > INODE
                            && fields[LOCAL_ADDRESS].endsWith(suffix)
                            && fields[STATE].equals(state)) {
                        sockets.add("socket:[" + fields[INODE] + "]");
                    }
                }
            }
        }
        return sockets;
    }

    private static Optional<String> holder(Set<String> sockets) throws IOException {
        try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                if (hasOpen(process, sockets)) {
                    return Optional.of(name(process) + " (pid " + process.getFileName() + ")");
                }
            }
        }
        return Optional.empty();
    }

    /** A process may end, or close a file, while it is looked at. */
    private static boolean hasOpen(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                if (sockets.contains(target(file))) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "a process";
        }
    }
}

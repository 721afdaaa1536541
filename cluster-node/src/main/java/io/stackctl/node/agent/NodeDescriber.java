package io.stackctl.node.agent;

import io.stackctl.cluster.Node;
import io.stackctl.node.docker.ContainerRuntime;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a node says of itself: what its engine says, or while none answers, what its kernel does. */
final class NodeDescriber {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");

    private final ContainerRuntime runtime;
    private final int formats;

    /** {@code formats}: the highest log format that the daemon reads. */
    NodeDescriber(ContainerRuntime runtime, int formats) {
        this.runtime = runtime;
        this.formats = formats;
    }

    Node.Description describe() {
        try {
            var engine = runtime.describe();
            return new Node.Description(
                    engine.hostname(),
                    engine.platform(),
                    engine.nanoCpus(),
                    engine.memoryBytes(),
                    engine.generic(),
                    formats,
                    Optional.of(engine.engine()));
        } catch (RuntimeFailure _) {
            return new Node.Description(
                    read(HOST_NAME).strip(),
                    new Platform("linux", architecture()),
                    Runtime.getRuntime().availableProcessors() * 1_000_000_000L,
                    memory(),
                    Immutable.emptyMap(),
                    formats,
                    Optional.empty());
        }
    }

    /** As engines name it. */
    private static String architecture() {
        var name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> name;
        };
    }

    private static long memory() {
        var found = TOTAL.matcher(read(MEMORY));
        return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }
}

package io.stackctl.node;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.store.StoreException;
import io.stackctl.node.trust.PeerAddress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Which node of which cluster this data folder is.
 *
 * @param incarnation how many disks this node had; a wiped one comes back as the next
 * @param listen where it listens for other nodes
 * @param address where they reach it; without a host as the managers see it
 */
public record NodeIdentity(ClusterId cluster, NodeId node, int incarnation, PeerAddress listen, PeerAddress address) {
    private static final String FILE = "node.properties";
    private static final String FORMAT = "1";

    /** Empty for a folder that belongs to no cluster yet. */
    public static Optional<NodeIdentity> read(Path dataDirectory) throws StoreException {
        var file = dataDirectory.resolve(FILE);
        var properties = new Properties();
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException("cannot read " + file + ": " + e.getMessage(), e);
        }
        if (!FORMAT.equals(properties.getProperty("format"))) {
            throw new StoreException(file + " was written by another version of stackctl (format "
                    + properties.getProperty("format") + ", this one reads " + FORMAT + "): upgrade this node");
        }
        try {
            return Optional.of(new NodeIdentity(
                    new ClusterId(properties.getProperty("cluster", "")),
                    new NodeId(properties.getProperty("node", "")),
                    Integer.parseInt(properties.getProperty("incarnation", "")),
                    address(properties, "listen"),
                    address(properties, "address")));
        } catch (IllegalArgumentException e) {
            throw new StoreException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static PeerAddress address(Properties properties, String name) {
        var text = properties.getProperty(name, "");
        return PeerAddress.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(name + " is no address: " + text));
    }

    /** Writes the file whole or not at all, and returns when it is on disk. */
    public void write(Path dataDirectory) throws StoreException {
        var file = dataDirectory.resolve(FILE);
        var temporary = dataDirectory.resolve(FILE + ".new");
        var text = "format=%s%ncluster=%s%nnode=%s%nincarnation=%d%nlisten=%s%naddress=%s%n"
                .formatted(FORMAT, cluster, node, incarnation, listen, address);
        try {
            Files.createDirectories(dataDirectory);
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            try (var directory = FileChannel.open(dataDirectory, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new StoreException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Makes the folder one that belongs to no cluster. */
    static void forget(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(FILE));
    }
}

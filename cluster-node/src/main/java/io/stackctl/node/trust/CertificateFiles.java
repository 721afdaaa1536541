package io.stackctl.node.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A node's certificate with its key, and the roots it believes, in a folder that only its owner may enter. Key and
 * certificate are one file, so that no crash leaves one without the other.
 */
public final class CertificateFiles {
    private static final String NODE = "swarm-node.pem";
    private static final String ROOT = "swarm-root-ca.crt";

    private final Path folder;

    public CertificateFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * What was kept; empty when there is none.
     *
     * @throws IOException the files cannot be read
     * @throws TrustException they hold something else
     */
    public Optional<NodeCredentials> read() throws IOException, TrustException {
        var node = folder.resolve(NODE);
        var root = folder.resolve(ROOT);
        if (!Files.exists(node) || !Files.exists(root)) {
            return Optional.empty();
        }
        try {
            var text = Files.readString(node);
            return Optional.of(NodeCredentials.of(NodeCertificate.of(Pem.key(text), text), Files.readString(root)));
        } catch (TrustException e) {
            throw new TrustException(folder + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Returns when both are on disk. */
    public void write(NodeCredentials credentials) throws IOException {
        writeRoots(credentials.roots());
        write(credentials.certificate());
    }

    void write(NodeCertificate certificate) throws IOException {
        replace(folder.resolve(NODE), Pem.key(certificate.key()) + certificate.chainAsPem());
    }

    void writeRoots(String roots) throws IOException {
        replace(folder.resolve(ROOT), roots);
    }

    private void replace(Path file, String text) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(fresh, options, owner)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

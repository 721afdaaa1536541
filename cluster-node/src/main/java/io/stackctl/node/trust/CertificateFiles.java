package io.stackctl.node.trust;

import io.stackctl.cluster.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
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
    private final KeySeal seal;

    /** {@code seal}: for the keys of managers; a worker's always lies in clear. */
    public CertificateFiles(Path folder, KeySeal seal) {
        this.folder = folder;
        this.seal = seal;
    }

    public CertificateFiles(Path folder) {
        this(folder, KeySeal.NONE);
    }

    /** What the certificate says that the node is; empty when there is none. Needs no key. */
    public Optional<Node.Role> role() throws IOException, TrustException {
        var node = folder.resolve(NODE);
        if (!Files.exists(node)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Subject.of(Pem.certificates(Files.readString(node)).getFirst())
                            .role());
        } catch (TrustException e) {
            throw new TrustException(folder + " is damaged: " + e.getMessage(), e);
        }
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
            return Optional.of(NodeCredentials.of(NodeCertificate.of(key(text), text), Files.readString(root)));
        } catch (TrustException e) {
            throw new TrustException(folder + " is damaged: " + e.getMessage(), e);
        }
    }

    private PrivateKey key(String text) throws TrustException {
        var sealed = Pem.sealedKey(text);
        return sealed.isEmpty()
                ? Pem.key(text)
                : Pem.key(seal.open(sealed.get())
                        .orElseThrow(() -> new TrustException("its key is sealed with a key that is not here")));
    }

    /** Writes the key anew when it does not lie there as it should: in clear, or under what is no longer used. */
    public synchronized void reseal() throws IOException, TrustException {
        var node = folder.resolve(NODE);
        if (!Files.exists(node)) {
            return;
        }
        var text = Files.readString(node);
        var sealed = Pem.sealedKey(text);
        var certificate = NodeCertificate.of(key(text), text);
        boolean wanted = sealed(certificate).isPresent();
        if (sealed.isPresent() != wanted || (wanted && !seal.isCurrent(sealed.get()))) {
            write(certificate);
        }
    }

    private Optional<byte[]> sealed(NodeCertificate certificate) {
        return certificate.role() == Node.Role.MANAGER
                ? seal.seal(certificate.key().getEncoded())
                : Optional.empty();
    }

    /** Returns when both are on disk. */
    public void write(NodeCredentials credentials) throws IOException {
        writeRoots(credentials.roots());
        write(credentials.certificate());
    }

    synchronized void write(NodeCertificate certificate) throws IOException {
        var key = sealed(certificate).map(Pem::sealedKey).orElseGet(() -> Pem.key(certificate.key()));
        replace(folder.resolve(NODE), key + certificate.chainAsPem());
    }

    synchronized void writeRoots(String roots) throws IOException {
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

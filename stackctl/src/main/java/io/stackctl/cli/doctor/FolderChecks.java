package io.stackctl.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The daemon's data folder: its disk, who may read it, and the certificate in it. */
public final class FolderChecks {
    private static final String CHECK = "data folder";
    private static final String END = "-----END CERTIFICATE-----";

    private final Path folder;
    private final Instant now;

    public FolderChecks(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    public List<Finding> run() {
        if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
            return List.of(Finding.warn(
                    CHECK, folder + " cannot be read by this user", "run stackctl doctor as root to look at it"));
        }
        var found = new ArrayList<Finding>();
        try {
            found.add(space(Files.getFileStore(folder).getUsableSpace()));
            found.add(sync());
        } catch (IOException failure) {
            found.add(Finding.fail(CHECK, folder + " cannot be written: " + failure.getMessage(), "see to its disk"));
        }
        var key = folder.resolve("raft/key");
        if (Files.exists(key)) {
            found.add(secret(key));
        }
        var certificate = folder.resolve("certificates/swarm-node.pem");
        if (Files.exists(certificate)) {
            found.add(certificate(certificate));
        }
        return List.copyOf(found);
    }

    private Finding space(long free) {
        var text = (free >> 20) + " MiB are free for " + folder;
        if (free < Limits.FREE_FAIL) {
            return Finding.fail("disk space", text, "make room: the daemon stops when the disk is full");
        }
        return free < Limits.FREE_WARN
                ? Finding.warn("disk space", text, "make room before the disk is full: the daemon stops then")
                : Finding.ok("disk space", text);
    }

    private Finding sync() throws IOException {
        var file = Files.createTempFile(folder, ".doctor", "");
        var took = new long[Limits.SYNCS];
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int write = 0; write < took.length; write++) {
                long began = System.nanoTime();
                channel.write(ByteBuffer.wrap(new byte[4096]), 0);
                channel.force(true);
                took[write] = System.nanoTime() - began;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(took);
        var slow = Duration.ofNanos(took[took.length - 2]);
        var text = "a synced write takes " + slow.toMillis() + " ms";
        return slow.compareTo(Limits.SYNC_WARN) > 0
                ? Finding.warn("disk speed", text, "put " + folder + " on a faster disk: each change waits for it")
                : Finding.ok("disk speed", text);
    }

    private static Finding secret(Path key) {
        try {
            var allowed = Files.getPosixFilePermissions(key);
            allowed.removeAll(List.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            return allowed.isEmpty()
                    ? Finding.ok("permissions", "only its owner reads the key of the log")
                    : Finding.fail("permissions", "others may read " + key, "chmod 600 " + key);
        } catch (IOException failure) {
            return Finding.warn("permissions", key + ": " + failure.getMessage(), "look at it by hand");
        }
    }

    private Finding certificate(Path file) {
        try {
            var text = Files.readString(file);
            int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
            int end = text.indexOf(END, Math.max(0, begin));
            if (begin < 0 || end < 0) {
                return Finding.fail("certificate", file + " holds none", "leave the swarm and join again");
            }
            InputStream pem = new java.io.ByteArrayInputStream(
                    text.substring(begin, end + END.length()).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            var own = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return certificate(own.getNotAfter().toInstant());
        } catch (IOException | CertificateException damaged) {
            return Finding.fail(
                    "certificate", file + " cannot be read: " + damaged.getMessage(), "leave the swarm and join again");
        }
    }

    Finding certificate(Instant until) {
        var left = Duration.between(now, until);
        var text = "holds until " + until;
        if (left.isNegative()) {
            return Finding.fail(
                    "certificate",
                    "expired at " + until,
                    "where a manager is reached, the daemon renews it; else leave the swarm and join again");
        }
        return left.compareTo(Limits.CERTIFICATE_WARN) < 0
                ? Finding.warn(
                        "certificate",
                        text,
                        "its renewal is overdue, or its life is set short: the daemon's log says why")
                : Finding.ok("certificate", text);
    }
}

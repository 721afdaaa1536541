package io.stackctl.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A secret that is like nothing else on the machine: wherever its first bytes are found, it leaked. */
public final class Canary {
    private static final int SIZE = 64;
    private static final int TELLTALE = 16;

    private final byte[] bytes;

    private Canary(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Canary random() {
        var bytes = new byte[SIZE];
        new SecureRandom().nextBytes(bytes);
        return new Canary(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String md5() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Reads every file at or below the path. */
    public void assertAbsentFrom(Path path) throws IOException {
        try (var walk = Files.walk(path)) {
            var files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
            assertThat(files).as("something was looked at below %s", path).isNotEmpty();
            assertThat(holding(files)).isEmpty();
        }
    }

    public void assertAbsentFromProcesses() throws IOException {
        var files = new ArrayList<Path>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                files.add(process.resolve("cmdline"));
                files.add(process.resolve("environ"));
            }
        }
        assertThat(holding(files)).isEmpty();
    }

    private List<Path> holding(List<Path> files) {
        return files.stream().filter(this::within).toList();
    }

    private boolean within(Path file) {
        try (var input = new BufferedInputStream(Files.newInputStream(file))) {
            int found = 0;
            for (int next = input.read(); next >= 0; next = input.read()) {
                // Bytes at random hardly repeat: a mismatch can only begin anew at the first.
                found = (byte) next == bytes[found] ? found + 1 : (byte) next == bytes[0] ? 1 : 0;
                if (found == TELLTALE) {
                    return true;
                }
            }
            return false;
        } catch (IOException gone) {
            // Processes end while they are looked at.
            return false;
        }
    }
}

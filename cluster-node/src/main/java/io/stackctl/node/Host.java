package io.stackctl.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine says of itself. */
final class Host {
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    private Host() {}

    /** The kernel's host name; asking no resolver, which may hang. */
    static String name() {
        try {
            return Files.readString(HOSTNAME).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}

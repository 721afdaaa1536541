package io.stackctl.cli.client;

import java.nio.file.Path;
import java.util.Optional;

/** Where the daemon listens: a unix domain socket. */
public record HostAddress(Path socket) {
    public static final HostAddress DEFAULT = new HostAddress(Path.of("/run/stackctl/stackctl.sock"));

    private static final String SCHEME = "unix://";

    /** Reads {@code unix:///path}, or a plain absolute path; empty if it is neither. */
    public static Optional<HostAddress> parse(String text) {
        String path = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        return path.startsWith("/") ? Optional.of(new HostAddress(Path.of(path))) : Optional.empty();
    }

    @Override
    public String toString() {
        return SCHEME + socket;
    }
}

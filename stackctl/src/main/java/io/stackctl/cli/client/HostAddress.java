package io.stackctl.cli.client;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a daemon is reached. */
public sealed interface HostAddress {
    HostAddress DEFAULT = new Unix(Path.of("/run/stackctl/stackctl.sock"));

    /** On this machine, by its socket. */
    record Unix(Path socket) implements HostAddress {
        static final String SCHEME = "unix://";

        @Override
        public String toString() {
            return SCHEME + socket;
        }
    }

    /** On another machine, by the system's ssh. {@code destination}: HOST or USER@HOST; {@code port}: empty for ssh's own. */
    record Ssh(String destination, Optional<Integer> port) implements HostAddress {
        /** A host or user that begins with a hyphen would be an option of ssh. */
        private static final Pattern SHAPE = Pattern.compile(
                "ssh://((?:[A-Za-z0-9_.][A-Za-z0-9_.-]*@)?(?:[A-Za-z0-9_.][A-Za-z0-9_.-]*))(?::(\\d{1,5}))?/?");

        private static final int LAST_PORT = 65_535;

        static Optional<HostAddress> parse(String text) {
            var found = SHAPE.matcher(text);
            if (!found.matches()) {
                return Optional.empty();
            }
            var port = Optional.ofNullable(found.group(2)).map(Integer::parseInt);
            boolean possible =
                    port.map(number -> number > 0 && number <= LAST_PORT).orElse(true);
            return possible ? Optional.of(new Ssh(found.group(1), port)) : Optional.empty();
        }

        @Override
        public String toString() {
            return "ssh://" + destination + port.map(number -> ":" + number).orElse("");
        }
    }

    /**
     * Reads {@code unix:///path}, a plain absolute path, or {@code ssh://[USER@]HOST[:PORT]}; empty if it is none of them.
     */
    static Optional<HostAddress> parse(String text) {
        var path = text.startsWith(Unix.SCHEME) ? text.substring(Unix.SCHEME.length()) : text;
        return path.startsWith("/") ? Optional.of(new Unix(Path.of(path))) : Ssh.parse(text);
    }
}

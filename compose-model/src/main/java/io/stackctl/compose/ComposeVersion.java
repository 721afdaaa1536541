package io.stackctl.compose;

import java.util.Optional;

/** A version of the compose file format, 3.0 to 3.13. */
public record ComposeVersion(int minor) implements Comparable<ComposeVersion> {
    public static final ComposeVersion LATEST = new ComposeVersion(13);

    /** The version a file names; {@code 3} and nothing mean the latest. Empty if we do not know it. */
    public static Optional<ComposeVersion> parse(String text) {
        if (text.isEmpty() || text.equals("3")) {
            return Optional.of(LATEST);
        }
        for (int minor = 0; minor <= LATEST.minor; minor++) {
            if (text.equals("3." + minor)) {
                return Optional.of(new ComposeVersion(minor));
            }
        }
        return Optional.empty();
    }

    boolean isBefore(ComposeVersion other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(ComposeVersion other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "3." + minor;
    }
}

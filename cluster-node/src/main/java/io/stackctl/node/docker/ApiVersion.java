package io.stackctl.node.docker;

import java.util.Comparator;

/** A version of the engine's API, such as 1.41. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** Of the oldest engine that we run on, 20.10. */
    static final ApiVersion OLDEST = new ApiVersion(1, 41);

    /** The newest that we speak unless a request needs a newer one. */
    static final ApiVersion OURS = new ApiVersion(1, 44);

    /** The first with a health check's interval at start. */
    static final ApiVersion START_INTERVAL = new ApiVersion(1, 44);

    /** The first with a part of a volume as a mount. */
    static final ApiVersion VOLUME_SUBPATH = new ApiVersion(1, 45);

    private static final Comparator<ApiVersion> ORDER =
            Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor);

    static ApiVersion parse(String text) throws RuntimeFailure {
        var parts = text.split("\\.", -1);
        try {
            return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.REFUSED, "the engine names an API version that is none: '" + text + "'");
        }
    }

    ApiVersion orOlder(ApiVersion other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

package io.stackctl.cluster;

/** Which spec of a service: 1 for the first, one more for each that replaced it. */
public record SpecVersion(long value) implements Comparable<SpecVersion> {
    public static final SpecVersion FIRST = new SpecVersion(1);

    public SpecVersion {
        if (value < 1) {
            throw new IllegalArgumentException("spec versions start at 1: " + value);
        }
    }

    public SpecVersion next() {
        return new SpecVersion(value + 1);
    }

    @Override
    public int compareTo(SpecVersion other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}

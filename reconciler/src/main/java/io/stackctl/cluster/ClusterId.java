package io.stackctl.cluster;

/** Names one cluster for ever; containers and certificates carry it. */
public record ClusterId(String value) implements Comparable<ClusterId> {
    public ClusterId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id is not empty");
        }
    }

    @Override
    public int compareTo(ClusterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.stackctl.cluster;

/** Names one version of one config. */
public record ConfigId(String value) implements Comparable<ConfigId> {
    public ConfigId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id is not empty");
        }
    }

    @Override
    public int compareTo(ConfigId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.stackctl.cluster;

/** Names one life of a network; the engine's object is named by it. */
public record NetworkId(String value) implements Comparable<NetworkId> {
    public NetworkId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id is not empty");
        }
    }

    @Override
    public int compareTo(NetworkId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

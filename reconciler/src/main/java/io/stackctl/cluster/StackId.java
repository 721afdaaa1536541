package io.stackctl.cluster;

/** Names one life of a stack: a stack removed and deployed again has a new id. */
public record StackId(String value) implements Comparable<StackId> {
    public StackId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id is not empty");
        }
    }

    @Override
    public int compareTo(StackId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

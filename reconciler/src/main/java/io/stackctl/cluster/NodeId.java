package io.stackctl.cluster;

/** Names one node for as long as it belongs to the cluster. */
public record NodeId(String value) implements Comparable<NodeId> {
    public NodeId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id is not empty");
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

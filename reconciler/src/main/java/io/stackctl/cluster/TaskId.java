package io.stackctl.cluster;

/** Names one attempt to fill one slot. */
public record TaskId(String value) implements Comparable<TaskId> {
    public TaskId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id is not empty");
        }
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.stackctl.cluster;

/** Chosen by a client for one request, so that a retry gets the first answer. */
public record RequestId(String value) implements Comparable<RequestId> {
    public RequestId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id is not empty");
        }
    }

    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

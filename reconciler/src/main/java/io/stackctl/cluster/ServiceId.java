package io.stackctl.cluster;

/** Names one life of a service. */
public record ServiceId(String value) implements Comparable<ServiceId> {
    public ServiceId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id is not empty");
        }
    }

    @Override
    public int compareTo(ServiceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

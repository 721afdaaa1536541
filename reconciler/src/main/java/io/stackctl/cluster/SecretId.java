package io.stackctl.cluster;

/** Names one version of one secret. */
public record SecretId(String value) implements Comparable<SecretId> {
    public SecretId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id is not empty");
        }
    }

    @Override
    public int compareTo(SecretId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

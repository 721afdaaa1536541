package io.stackctl.spec;

/**
 * Which content a secret or config has, without telling it. Configs: SHA-256 in lower-case hex. Secrets: HMAC-SHA256
 * with a key of the cluster, so that nobody can try likely values against it.
 */
public record ContentVersion(String value) implements Comparable<ContentVersion> {
    public ContentVersion {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a content version is not empty");
        }
    }

    @Override
    public int compareTo(ContentVersion other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

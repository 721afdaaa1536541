package io.stackctl.node.trust;

/** A certificate, key, token or signing request that cannot be used; the message says why, in a sentence for people. */
public final class TrustException extends Exception {
    private static final long serialVersionUID = 1;

    public TrustException(String message) {
        super(message);
    }

    public TrustException(String message, Throwable cause) {
        super(message, cause);
    }
}

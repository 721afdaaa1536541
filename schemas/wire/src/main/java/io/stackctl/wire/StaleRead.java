package io.stackctl.wire;

import io.grpc.Metadata;

/** Headers of calls that are content with what one manager knows, and of their answers, which say how old that is. */
public final class StaleRead {
    /** Of a call: whoever is asked answers by itself, also without a majority. Any value. */
    public static final Metadata.Key<String> ASKED = key("stackctl-stale");

    /** Of an answer: milliseconds since the manager was last sure that it knows what the cluster knows; empty for never. */
    public static final Metadata.Key<String> AGE_MILLIS = key("stackctl-stale-age");

    /** Of an answer: the revision of what was read. */
    public static final Metadata.Key<String> REVISION = key("stackctl-stale-revision");

    /** Of an answer: the id of the manager that answered. */
    public static final Metadata.Key<String> MANAGER = key("stackctl-stale-manager");

    private StaleRead() {}

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}

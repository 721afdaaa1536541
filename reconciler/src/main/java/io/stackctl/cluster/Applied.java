package io.stackctl.cluster;

/** What became of a transaction on a state. */
public sealed interface Applied {
    record Ok(ClusterState state) implements Applied {}

    /** It was computed from another revision; the state is as it was. Happens on all replicas alike. */
    record Stale(Revision expected, Revision actual) implements Applied {}
}

package io.stackctl.cluster;

/** Makes new object ids. Only the proposer of a transaction does; the ids travel in its changes. */
public interface Ids {
    /** A new id: 25 characters of base 36 in a real cluster, a counter in simulations. Never given twice. */
    String next();
}

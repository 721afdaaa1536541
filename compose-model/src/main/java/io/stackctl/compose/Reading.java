package io.stackctl.compose;

/** How compose files are read where the peer and we differ. */
public enum Reading {
    /** Mistakes that a cluster would refuse are told here, and keys that the peer drops are honoured. */
    OURS,
    /** As {@code docker stack} reads them: what it hands on to its manager unchecked is handed on. */
    PEER
}

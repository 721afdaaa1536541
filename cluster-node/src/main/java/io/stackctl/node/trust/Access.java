package io.stackctl.node.trust;

/** Who may call a service of a node's port. */
public enum Access {
    /** Also a machine without a certificate, which wants to join. */
    ANYONE,
    /** A node of the cluster, of either role. */
    MEMBER,
    /** A node whose certificate and whose entry in the state both say manager. */
    MANAGER,
    /**
     * A manager by its certificate that the state does not say to be something else. For what brings the state itself: a
     * newcomer's is empty, and a manager that was away may not know one that came meanwhile.
     */
    PEER
}

package io.stackctl.node.store;

/** Ends the process. The store calls it when it cannot go on: never with half a state, never with a skipped entry. */
public interface Fatal {
    /** Called at most once; {@code cause} is a sentence for the operator. May return: the store does nothing more by then. */
    void stop(StoreException cause);
}

package io.stackctl.node.store;

/** The store cannot start or go on: its data, its disk or its key. The message is a sentence for the operator. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.stackctl.node.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first failure that the store cannot live with. While the store starts it becomes the exception of the start;
 * afterwards it ends the process. Later failures follow from the first and are left out.
 */
final class Trouble {
    private final Fatal fatal;
    private @Nullable StoreException first;
    private boolean started;

    Trouble(Fatal fatal) {
        this.fatal = fatal;
    }

    void report(StoreException cause) {
        boolean running;
        synchronized (this) {
            if (first != null) {
                return;
            }
            first = cause;
            running = started;
        }
        if (running) {
            fatal.stop(cause);
        }
    }

    /** Reports, and gives what to throw through library code that must not go on. */
    IllegalStateException failing(StoreException cause) {
        report(cause);
        return new IllegalStateException(cause.getMessage(), cause);
    }

    synchronized Optional<StoreException> first() {
        return Optional.ofNullable(first);
    }

    /** The start is over: from here on a failure is fatal. */
    void started() throws StoreException {
        synchronized (this) {
            if (first != null) {
                throw first;
            }
            started = true;
        }
    }
}

package io.stackctl.cli.listing;

import java.io.Serial;

/** A {@code --filter} is none, or asks for what a list does not know. */
public final class FilterException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    FilterException(String message) {
        super(message);
    }
}

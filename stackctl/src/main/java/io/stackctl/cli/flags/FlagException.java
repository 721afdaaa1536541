package io.stackctl.cli.flags;

import java.io.Serial;

/** A flag has a value that it cannot have. The message says what is wrong with it, and what to write instead. */
public final class FlagException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    FlagException(String message) {
        super(message);
    }
}

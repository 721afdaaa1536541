package io.stackctl.cli;

import java.io.Serial;

/** A command cannot do what it was asked for. The message is what the user reads. */
final class CommandException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    CommandException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    static CommandException error(String message) {
        return new CommandException(ExitCode.ERROR, message);
    }

    ExitCode code() {
        return code;
    }
}

package io.stackctl.node.docker;

import java.io.IOException;

/** The engine could not do what was asked. The message is the engine's own, whole. */
public final class RuntimeFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What sort of failure it is; decides whether trying again can help. */
    public enum Kind {
        /** No engine answers; the message names the socket and the cause. */
        UNREACHABLE,
        /** No such container, image or network. */
        NOT_FOUND,
        /** The name is taken, or the object is in use. */
        CONFLICT,
        /** The request is wrong, or not allowed; it would be refused again. */
        REFUSED,
        /** The engine failed in doing it. */
        BROKEN
    }

    public RuntimeFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    private RuntimeFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** No engine answers at the address. */
    public static RuntimeFailure unreachable(String address, Throwable cause) {
        return new RuntimeFailure(
                Kind.UNREACHABLE, "no container engine answers at " + address + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() instanceof IOException inner) {
            deepest = inner;
        }
        var message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message;
    }

    public Kind kind() {
        return kind;
    }

    public boolean unreachable() {
        return kind == Kind.UNREACHABLE;
    }

    /** The engine's words, whole. Never null, unlike those of other exceptions. */
    public String text() {
        var message = getMessage();
        return message == null ? kind.name() : message;
    }
}

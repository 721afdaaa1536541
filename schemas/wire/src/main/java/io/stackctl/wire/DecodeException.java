package io.stackctl.wire;

/** Bytes or a message that do not lead to a record: damaged, incomplete, or written by a newer version. */
public final class DecodeException extends Exception {
    private static final long serialVersionUID = 1;

    public DecodeException(String message) {
        super(message);
    }

    public DecodeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a newer version wrote; {@code what} is the beginning of a sentence, such as "a change of an unknown kind". */
    public static DecodeException fromNewerVersion(String what) {
        return new DecodeException(what + " was written by a newer version of stackctl: upgrade this node");
    }
}

package io.stackctl.node;

/** Ends the process when it must not go on; {@code cause} is a sentence for the operator. */
public interface Ending {
    void end(String cause, Throwable fault);
}

package io.stackctl.simulation;

/** Something that must always hold did not. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }

    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a library for one method of a test.
    static void unless(boolean holds, String what, Object... about) {
        if (!holds) {
            throw new Violation(what.formatted(about));
        }
    }
}

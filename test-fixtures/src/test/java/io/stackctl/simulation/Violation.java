package io.stackctl.simulation;

/** Something that must always hold did not. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }

    static void unless(boolean holds, String what, Object... about) {
        if (!holds) {
            throw new Violation(what.formatted(about));
        }
    }
}

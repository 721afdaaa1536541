package io.stackctl.plan;

import java.util.Optional;

/**
 * One field of an object that would change.
 *
 * @param path as a compose file names the field, such as {@code environment FEATURE_X}
 * @param before empty when the field is new; likewise {@code after} when it goes
 * @param hidden the values may be secret and are left out of {@code before} and {@code after}
 * @param replacesTasks containers must be made anew for it
 */
public record FieldChange(
        String path, Optional<String> before, Optional<String> after, boolean hidden, boolean replacesTasks) {
    /** What happens to the field. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /** What takes the place of a value that is not shown. */
    public static final String HIDDEN = "***";

    public Kind kind() {
        if (before.isEmpty()) {
            return Kind.ADDED;
        }
        return after.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
    }
}

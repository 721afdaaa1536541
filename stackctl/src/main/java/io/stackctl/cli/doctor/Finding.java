package io.stackctl.cli.doctor;

/**
 * What one check found.
 *
 * @param check what was looked at, in a word or two
 * @param text what was found
 * @param remedy what helps; empty where all is well
 */
public record Finding(Level level, String check, String text, String remedy) {
    /** How bad it is. */
    public enum Level {
        OK,
        /** It works, and will not always. */
        WARN,
        /** It does not work. */
        FAIL
    }

    public static Finding ok(String check, String text) {
        return new Finding(Level.OK, check, text, "");
    }

    public static Finding warn(String check, String text, String remedy) {
        return new Finding(Level.WARN, check, text, remedy);
    }

    public static Finding fail(String check, String text, String remedy) {
        return new Finding(Level.FAIL, check, text, remedy);
    }
}

package io.stackctl.compose;

/** The names that variables have: letters, digits and {@code _}, no digit first, all of them ASCII. */
final class VariableName {
    private VariableName() {}

    /** The index behind the name that starts at this index of the text; the same index if none does. */
    static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isPart(text.charAt(end)) && !(end == start && isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isPart(char c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

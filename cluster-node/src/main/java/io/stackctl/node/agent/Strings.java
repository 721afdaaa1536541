package io.stackctl.node.agent;

/** Bounds on texts of others. */
final class Strings {
    private Strings() {}

    /** The text's beginning, when it is longer than may be kept. */
    static String atMost(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}

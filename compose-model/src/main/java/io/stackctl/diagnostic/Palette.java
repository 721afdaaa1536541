package io.stackctl.diagnostic;

/** How a terminal shows weight; the words stay the same, so that nothing is lost without colour. */
public enum Palette {
    PLAIN,
    ANSI;

    String error(String text) {
        return paint("1;31", text);
    }

    String warning(String text) {
        return paint("1;33", text);
    }

    String note(String text) {
        return paint("1;36", text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    String gutter(String text) {
        return paint("34", text);
    }

    private String paint(String code, String text) {
        return switch (this) {
            case PLAIN -> text;
            case ANSI -> "\u001b[" + code + "m" + text + "\u001b[0m";
        };
    }
}

package io.stackctl.cli.template;

/**
 * A piece of a template.
 *
 * @param spaced whether white space comes before it, which tells {@code .A.B} from {@code .A .B}
 * @param line counted from 1
 */
record Token(Kind kind, String text, boolean spaced, int line) {
    /** What a token is; TEXT is all between two actions. */
    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        DOT,
        FIELD,
        VARIABLE,
        IDENTIFIER,
        STRING,
        CHARACTER,
        NUMBER,
        PIPE,
        LEFT,
        RIGHT,
        DECLARE,
        ASSIGN,
        COMMA,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean word(String name) {
        return kind == Kind.IDENTIFIER && text.equals(name);
    }
}

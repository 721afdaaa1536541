package io.stackctl.cli.template;

/** Go's quoted strings, both ways. */
final class GoStrings {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private GoStrings() {}

    /** The text of what stands between two quotes. */
    static String unquote(String inner, int line) {
        var text = new StringBuilder();
        int at = 0;
        while (at < inner.length()) {
            char letter = inner.charAt(at++);
            if (letter != '\\') {
                text.append(letter);
                continue;
            }
            char escape = at < inner.length() ? inner.charAt(at++) : '\\';
            int digits = switch (escape) {
                case 'x' -> 2;
                case 'u' -> 4;
                case 'U' -> 8;
                default -> 0;
            };
            if (digits == 0) {
                text.append(simple(escape, line));
            } else {
                text.appendCodePoint(code(inner, at, digits, line));
                at += digits;
            }
        }
        return text.toString();
    }

    private static char simple(char escape, int line) {
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\', '"', '\'' -> escape;
            default -> throw TemplateException.parsing(line, "invalid syntax: unknown escape \\" + escape);
        };
    }

    private static int code(String inner, int from, int digits, int line) {
        try {
            int code = Integer.parseInt(inner.substring(from, Math.min(inner.length(), from + digits)), 16);
            if (from + digits <= inner.length() && Character.isValidCodePoint(code)) {
                return code;
            }
        } catch (NumberFormatException wrong) {
            throw (TemplateException) TemplateException.parsing(line, "invalid syntax: bad escape")
                    .initCause(wrong);
        }
        throw TemplateException.parsing(line, "invalid syntax: bad escape");
    }

    /** As {@code %q} prints it. */
    static String quote(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(code -> {
            switch (code) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (code < FIRST_PRINTABLE || code == DELETE) {
                        quoted.append(String.format("\\x%02x", code));
                    } else {
                        quoted.appendCodePoint(code);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}

package io.stackctl.cli.template;

import io.stackctl.cli.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into tokens. Trim markers and comments are dealt with here. */
final class Lexer {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private boolean trimNext;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        var lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < source.length()) {
            int open = source.indexOf(OPEN, at);
            int end = open < 0 ? source.length() : open;
            boolean trimmed = open >= 0 && trimsBefore(open);
            text(source.substring(at, end), trimmed);
            at = end;
            if (open >= 0) {
                at += OPEN.length() + (trimmed ? 1 : 0);
                action();
            }
        }
        add(Kind.END, "", false);
    }

    private boolean trimsBefore(int open) {
        return source.startsWith("-", open + 2) && open + 3 < source.length() && blank(source.charAt(open + 3));
    }

    private void text(String raw, boolean trimEnd) {
        String text = trimNext ? raw.stripLeading() : raw;
        text = trimEnd ? text.stripTrailing() : text;
        trimNext = false;
        if (!text.isEmpty()) {
            add(Kind.TEXT, text, false);
        }
        line += (int) raw.chars().filter(letter -> letter == '\n').count();
    }

    private void action() {
        int start = at;
        while (start < source.length() && blank(source.charAt(start))) {
            start++;
        }
        if (source.startsWith("/*", start)) {
            comment(start);
            return;
        }
        add(Kind.OPEN, "", false);
        while (true) {
            boolean spaced = skipBlanks();
            if (at >= source.length()) {
                throw TemplateException.parsing(line, "unclosed action");
            }
            if (spaced && source.startsWith("-" + CLOSE, at)) {
                trimNext = true;
                at++;
            }
            if (source.startsWith(CLOSE, at)) {
                at += CLOSE.length();
                add(Kind.CLOSE, "", spaced);
                return;
            }
            token(spaced);
        }
    }

    private void comment(int start) {
        int end = source.indexOf("*/", start);
        if (end < 0) {
            throw TemplateException.parsing(line, "unclosed comment");
        }
        at = end + 2;
        if (skipBlanks() && source.startsWith("-", at)) {
            trimNext = true;
            at++;
        }
        if (!source.startsWith(CLOSE, at)) {
            throw TemplateException.parsing(line, "comment ends before closing delimiter");
        }
        at += CLOSE.length();
    }

    private boolean skipBlanks() {
        int start = at;
        while (at < source.length() && blank(source.charAt(at))) {
            if (source.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
        return at > start;
    }

    private void token(boolean spaced) {
        char first = source.charAt(at);
        switch (first) {
            case '|' -> single(Kind.PIPE, spaced);
            case '(' -> single(Kind.LEFT, spaced);
            case ')' -> single(Kind.RIGHT, spaced);
            case ',' -> single(Kind.COMMA, spaced);
            case '=' -> single(Kind.ASSIGN, spaced);
            case ':' -> declare(spaced);
            case '"' -> quoted(Kind.STRING, '"', spaced);
            case '\'' -> quoted(Kind.CHARACTER, '\'', spaced);
            case '`' -> raw(spaced);
            case '$' -> word(Kind.VARIABLE, at + 1, spaced);
            case '.' -> {
                if (at + 1 < source.length() && Character.isDigit(source.charAt(at + 1))) {
                    number(spaced);
                } else {
                    word(Kind.FIELD, at + 1, spaced);
                }
            }
            default -> {
                if (Character.isDigit(first) || first == '+' || first == '-') {
                    number(spaced);
                } else if (letter(first)) {
                    word(Kind.IDENTIFIER, at, spaced);
                } else {
                    throw TemplateException.parsing(line, "unexpected \"" + first + "\" in operand");
                }
            }
        }
    }

    private void single(Kind kind, boolean spaced) {
        add(kind, source.substring(at, at + 1), spaced);
        at++;
    }

    private void declare(boolean spaced) {
        if (!source.startsWith(":=", at)) {
            throw TemplateException.parsing(line, "expected :=");
        }
        add(Kind.DECLARE, ":=", spaced);
        at += 2;
    }

    /** A field's text comes without its dot, a variable's without its dollar. */
    private void word(Kind kind, int from, boolean spaced) {
        int end = from;
        while (end < source.length() && (letter(source.charAt(end)) || Character.isDigit(source.charAt(end)))) {
            end++;
        }
        boolean dot = kind == Kind.FIELD && end == from;
        add(dot ? Kind.DOT : kind, source.substring(from, end), spaced);
        at = end;
    }

    private void quoted(Kind kind, char quote, boolean spaced) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            if (source.charAt(end) == '\n') {
                break;
            }
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length() || source.charAt(end) != quote) {
            throw TemplateException.parsing(line, "unterminated quoted string");
        }
        add(kind, GoStrings.unquote(source.substring(at + 1, end), line), spaced);
        at = end + 1;
    }

    private void raw(boolean spaced) {
        int end = source.indexOf('`', at + 1);
        if (end < 0) {
            throw TemplateException.parsing(line, "unterminated raw quoted string");
        }
        String text = source.substring(at + 1, end);
        add(Kind.STRING, text, spaced);
        line += (int) text.chars().filter(letter -> letter == '\n').count();
        at = end + 1;
    }

    private void number(boolean spaced) {
        int end = at + 1;
        while (end < source.length()
                && (Character.isLetterOrDigit(source.charAt(end)) || "._".indexOf(source.charAt(end)) >= 0)) {
            end++;
        }
        add(Kind.NUMBER, source.substring(at, end), spaced);
        at = end;
    }

    private void add(Kind kind, String text, boolean spaced) {
        tokens.add(new Token(kind, text, spaced, line));
    }

    private static boolean blank(char letter) {
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    }

    private static boolean letter(char letter) {
        return letter == '_' || Character.isLetter(letter);
    }
}

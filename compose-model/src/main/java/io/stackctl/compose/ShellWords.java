package io.stackctl.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a command line into words as a POSIX shell does, without expanding anything: single quotes keep all, in double
 * quotes and outside a backslash keeps the next character, and a word that starts with {@code #} starts a comment.
 */
public final class ShellWords {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int next;

    private ShellWords(String text) {
        this.text = text;
    }

    /** The words, or empty if a quote or an escape is not finished. */
    public static Optional<List<String>> split(String text) {
        ShellWords words = new ShellWords(text);
        return words.readAll() ? Optional.of(List.copyOf(words.words)) : Optional.empty();
    }

    private boolean readAll() {
        while (next < text.length()) {
            char c = text.charAt(next);
            if (isBlank(c)) {
                next++;
            } else if (c == '#') {
                skipComment();
            } else if (!readWord()) {
                return false;
            }
        }
        return true;
    }

    private void skipComment() {
        while (next < text.length() && text.charAt(next) != '\n') {
            next++;
        }
    }

    private boolean readWord() {
        word.setLength(0);
        while (next < text.length() && !isBlank(text.charAt(next))) {
            char c = text.charAt(next++);
            boolean whole = switch (c) {
                case '\'' -> readQuoted('\'', false);
                case '"' -> readQuoted('"', true);
                case '\\' -> readEscaped();
                default -> {
                    word.append(c);
                    yield true;
                }
            };
            if (!whole) {
                return false;
            }
        }
        words.add(word.toString());
        return true;
    }

    private boolean readQuoted(char quote, boolean escapes) {
        while (next < text.length()) {
            char c = text.charAt(next++);
            if (c == quote) {
                return true;
            }
            if (c == '\\' && escapes) {
                if (!readEscaped()) {
                    return false;
                }
            } else {
                word.append(c);
            }
        }
        return false;
    }

    private boolean readEscaped() {
        if (next >= text.length()) {
            return false;
        }
        word.append(text.charAt(next++));
        return true;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}

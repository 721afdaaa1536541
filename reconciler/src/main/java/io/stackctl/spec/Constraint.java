package io.stackctl.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One placement constraint, such as {@code node.labels.zone==a}. Keys and values are kept as written; they compare
 * case-insensitively, but for the label's own name. Source of the grammar: the peer's constraint parser.
 */
public record Constraint(String key, Operator operator, String value) {
    /** The two comparisons there are. */
    public enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!=");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** The outcome of reading a constraint: the constraint, or the sentence that says what is wrong with it. */
    public sealed interface Parsed {
        record Valid(Constraint constraint) implements Parsed {}

        record Invalid(String why) implements Parsed {}
    }

    private static final Pattern KEY = Pattern.compile("[a-zA-Z_][a-zA-Z0-9\\-_.]+");
    private static final Pattern VALUE = Pattern.compile("[a-zA-Z0-9:\\-_\\s.*()?+\\[\\]\\\\^$|/]+");

    /** Reads {@code key==value} or {@code key!=value}; blanks around key and value do not count. */
    public static Parsed parse(String text) {
        var operator = operatorIn(text);
        if (operator.isEmpty()) {
            return new Parsed.Invalid("constraint expected one operator from ==, !=");
        }
        int at = text.indexOf(operator.get().text());
        var key = text.substring(0, at).strip();
        var value = text.substring(at + 2).strip();
        if (!KEY.matcher(key).matches()) {
            return new Parsed.Invalid("key '" + key + "' is invalid");
        }
        if (!VALUE.matcher(value).matches()) {
            return new Parsed.Invalid("value '" + value + "' is invalid");
        }
        return new Parsed.Valid(new Constraint(key, operator.get(), value));
    }

    private static Optional<Operator> operatorIn(String text) {
        for (var operator : Operator.values()) {
            if (text.contains(operator.text())) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return key + operator.text() + value;
    }
}

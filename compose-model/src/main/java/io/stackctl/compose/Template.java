package io.stackctl.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Replaces the variables of one text: {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME-default}},
 * {@code ${NAME:?message}}, {@code ${NAME?message}}, and {@code $$} for a dollar.
 *
 * <p>Two oddities of the peer are kept because files rely on what they mean. An operator works without braces, and then
 * takes all up to the next <code>}</code> or the end of the text. And operators are looked for by kind, not by place:
 * {@code :-}, then {@code -}, then {@code :?}, then {@code ?}; so <code>${A:?no-value}</code> has a default.
 *
 * <p>Our own reading also knows what the peer does not, see {@link NestedVariable}.
 */
final class Template {
    private Template() {}

    sealed interface Result {}

    /**
     * The text with its variables replaced.
     *
     * @param uses those that there is something to tell about: an oddity, or that a variable is not set (once for each)
     * @param dropped places of dollars that mean nothing but stand before a variable: the peer drops such a dollar
     *     without a word, and files that deploy with it must deploy here
     */
    record Replaced(String text, List<Use> uses, List<Integer> dropped) implements Result {}

    /** A dollar that starts neither a variable nor an escape; the place is an index into the text. */
    record Malformed(int at) implements Result {}

    /** A variable that must be set and is not. */
    record Missing(String name, String message, int at, int length) implements Result {}

    /**
     * One variable of the text.
     *
     * @param set whether it had a value
     * @param hasDefault whether the text says what to take when it has none
     * @param oddity what is told about how it is written
     */
    record Use(String name, boolean set, boolean hasDefault, Oddity oddity, int at, int length) {
        /** Whether nothing takes the place of the variable. */
        boolean isEmpty() {
            return !set && !hasDefault;
        }
    }

    /** Ways to write a variable that are worth a warning. */
    enum Oddity {
        NONE,
        /** An operator stands without braces. */
        BARE_OPERATOR,
        /** The operator that counts is not the first one. */
        MISREAD_OPERATOR,
        /** There are variables behind the operator, which the peer takes as they stand. */
        NESTED
    }

    static boolean hasVariables(String text) {
        return text.indexOf('$') >= 0;
    }

    static Result replace(String text, Function<String, Optional<String>> variables, Reading reading) {
        return replace(text, variables, reading, Braces.of(text), 0);
    }

    /** @param depth of variables within variables */
    static Result replace(
            String text, Function<String, Optional<String>> variables, Reading reading, Braces braces, int depth) {
        StringBuilder out = new StringBuilder();
        Set<String> unset = new HashSet<>();
        int lastUse = -1;
        List<Use> uses = new ArrayList<>();
        List<Integer> malformed = new ArrayList<>();
        int from = 0;
        for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', from)) {
            out.append(text, from, dollar);
            if (text.startsWith("$", dollar + 1)) {
                out.append('$');
                from = dollar + 2;
                continue;
            }
            boolean unclosed = text.startsWith("{", dollar + 1) && !braces.anyAfter(dollar);
            Optional<NestedVariable> nested = !unclosed && reading == Reading.OURS && depth < Limits.VARIABLE_DEPTH
                    ? NestedVariable.at(text, dollar, braces)
                    : Optional.empty();
            if (nested.isPresent()) {
                from = nested.get().end();
                lastUse = dollar;
                switch (nested.get().replace(variables, braces, depth)) {
                    case Replaced replaced -> {
                        out.append(replaced.text());
                        uses.addAll(replaced.uses());
                    }
                    case Malformed wrong -> {
                        return wrong;
                    }
                    case Missing missing -> {
                        return missing;
                    }
                }
                continue;
            }
            Optional<Written> written = unclosed ? Optional.empty() : Written.at(text, dollar);
            if (written.isEmpty()) {
                malformed.add(dollar);
                from = dollar + 1;
                continue;
            }
            from = written.get().end();
            Substitution substitution = Substitution.of(written.get());
            Optional<String> value = variables.apply(substitution.name());
            int length = from - dollar;
            if (substitution.isMissing(value)) {
                return new Missing(substitution.name(), substitution.operand(), dollar, length);
            }
            lastUse = dollar;
            Use use = new Use(
                    substitution.name(),
                    value.isPresent(),
                    substitution.operator() != Operator.NONE,
                    oddity(!written.get().braced(), substitution),
                    dollar,
                    length);
            if (use.oddity() != Oddity.NONE || (use.isEmpty() && unset.add(use.name()))) {
                uses.add(use);
            }
            out.append(substitution.value(value));
        }
        out.append(text, from, text.length());
        return malformed.isEmpty() || lastUse > malformed.getLast()
                ? new Replaced(out.toString(), uses, malformed)
                : new Malformed(malformed.getLast());
    }

    private static Oddity oddity(boolean bare, Substitution substitution) {
        if (bare && substitution.operator() != Operator.NONE) {
            return Oddity.BARE_OPERATOR;
        }
        boolean operatorInName =
                substitution.name().indexOf(':') >= 0 || substitution.name().indexOf('?') >= 0;
        return operatorInName ? Oddity.MISREAD_OPERATOR : Oddity.NONE;
    }

    private enum Operator {
        DEFAULT_IF_EMPTY(":-"),
        DEFAULT_IF_UNSET("-"),
        REQUIRED_NOT_EMPTY(":?"),
        REQUIRED("?"),
        NONE("");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }
    }

    /**
     * A variable as it stands in a text: {@code NAME}, or {@code NAME} with an operator and all up to the next brace.
     *
     * @param plain whether there is no operator
     * @param end index of what comes after it
     */
    private record Written(String body, boolean plain, boolean braced, int end) {
        /** The variable whose dollar is at this index, if there is one. */
        static Optional<Written> at(String text, int dollar) {
            boolean braced = text.startsWith("{", dollar + 1);
            int start = braced ? dollar + 2 : dollar + 1;
            int nameEnd = VariableName.end(text, start);
            if (nameEnd == start) {
                return Optional.empty();
            }
            int end = operandEnd(text, nameEnd);
            if (braced && !text.startsWith("}", end)) {
                return Optional.empty();
            }
            return Optional.of(new Written(text.substring(start, end), end == nameEnd, braced, braced ? end + 1 : end));
        }

        private static int operandEnd(String text, int nameEnd) {
            int sign = text.startsWith(":", nameEnd) ? nameEnd + 1 : nameEnd;
            if (!text.startsWith("-", sign) && !text.startsWith("?", sign)) {
                return nameEnd;
            }
            int brace = text.indexOf('}', sign);
            return brace < 0 ? text.length() : brace;
        }
    }

    private record Substitution(String name, Operator operator, String operand) {
        static Substitution of(Written written) {
            String body = written.body();
            if (written.plain()) {
                return new Substitution(body, Operator.NONE, "");
            }
            for (Operator operator : Operator.values()) {
                int at = body.indexOf(operator.sign);
                if (operator != Operator.NONE && at >= 0) {
                    String operand = body.substring(at + operator.sign.length());
                    return new Substitution(body.substring(0, at), operator, operand);
                }
            }
            return new Substitution(body, Operator.NONE, "");
        }

        boolean isMissing(Optional<String> value) {
            return switch (operator) {
                case REQUIRED_NOT_EMPTY -> value.orElse("").isEmpty();
                case REQUIRED -> value.isEmpty();
                case DEFAULT_IF_EMPTY, DEFAULT_IF_UNSET, NONE -> false;
            };
        }

        String value(Optional<String> value) {
            return switch (operator) {
                case DEFAULT_IF_EMPTY -> value.filter(text -> !text.isEmpty()).orElse(operand);
                case DEFAULT_IF_UNSET -> value.orElse(operand);
                case REQUIRED_NOT_EMPTY, REQUIRED, NONE -> value.orElse("");
            };
        }
    }
}

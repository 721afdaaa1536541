package io.stackctl.compose;

import io.stackctl.compose.Template.Malformed;
import io.stackctl.compose.Template.Missing;
import io.stackctl.compose.Template.Oddity;
import io.stackctl.compose.Template.Replaced;
import io.stackctl.compose.Template.Result;
import io.stackctl.compose.Template.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A variable in braces that the peer does not understand: <code>${NAME:+instead}</code> and <code>${NAME+instead}</code>,
 * which stand for other text when the variable is set, and any operator with variables behind it, as in
 * <code>${NAME:-${OTHER}}</code>. Here the operator is the first one, and the brace is the one that belongs to it.
 *
 * @param at index of the dollar in the text, {@code end} that after the brace
 * @param operandAt index of what stands behind the operator
 */
record NestedVariable(String name, String operator, String operand, int at, int operandAt, int end) {
    private static final String SIGNS = "-?+";

    /** The variable whose dollar is at this index of the text with these braces, if it is one of these. */
    static Optional<NestedVariable> at(String text, int at, Braces braces) {
        int operatorAt = VariableName.end(text, at + 2);
        boolean named = text.startsWith("{", at + 1) && operatorAt > at + 2;
        int signAt = text.startsWith(":", operatorAt) ? operatorAt + 1 : operatorAt;
        if (!named || signAt >= text.length() || SIGNS.indexOf(text.charAt(signAt)) < 0) {
            return Optional.empty();
        }
        int end = braces.closing(at + 1);
        if (end < 0) {
            return Optional.empty();
        }
        String operand = text.substring(signAt + 1, end);
        String operator = text.substring(operatorAt, signAt + 1);
        boolean known = !operator.endsWith("+") && operand.indexOf('$') < 0;
        return known
                ? Optional.empty()
                : Optional.of(new NestedVariable(
                        text.substring(at + 2, operatorAt), operator, operand, at, signAt + 1, end + 1));
    }

    /** @param braces of the text that the variable stands in */
    Result replace(Function<String, Optional<String>> variables, Braces braces, int depth) {
        Optional<String> value = variables.apply(name);
        boolean counts = operator.startsWith(":") ? !value.orElse("").isEmpty() : value.isPresent();
        boolean takesOperand = operator.endsWith("+") == counts;
        if (!takesOperand) {
            return new Replaced(operator.endsWith("+") ? "" : value.orElse(""), List.of(use(value)), List.of());
        }
        return switch (Template.replace(
                operand, variables, Reading.OURS, braces.within(operandAt, operand), depth + 1)) {
            case Malformed(int inner) -> new Malformed(operandAt + inner);
            case Missing(var missing, var message, int inner, int length) ->
                new Missing(missing, message, operandAt + inner, length);
            case Replaced replaced when operator.endsWith("?") -> new Missing(name, replaced.text(), at, end - at);
            case Replaced(var text, var inner, var dropped) -> {
                List<Use> uses = new ArrayList<>();
                uses.add(use(value));
                inner.forEach(use -> uses.add(new Use(
                        use.name(), use.set(), use.hasDefault(), use.oddity(), operandAt + use.at(), use.length())));
                List<Integer> places =
                        dropped.stream().map(place -> operandAt + place).toList();
                yield new Replaced(text, uses, places);
            }
        };
    }

    private Use use(Optional<String> value) {
        Oddity oddity = operator.endsWith("+") ? Oddity.NONE : Oddity.NESTED;
        return new Use(name, value.isPresent(), true, oddity, at, end - at);
    }
}

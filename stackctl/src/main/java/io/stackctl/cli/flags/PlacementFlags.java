package io.stackctl.cli.flags;

import io.stackctl.spec.Constraint;
import java.util.Comparator;
import java.util.List;

/** Where tasks may run, and how they spread. */
final class PlacementFlags {
    private PlacementFlags() {}

    static List<Pair> pairs() {
        return List.of(
                new Pair(
                        "constraint",
                        "CONSTRAINT",
                        "placement constraints",
                        (draft, value) -> {
                            var constraint = constraint(value);
                            if (!draft.constraints.contains(constraint)) {
                                draft.constraints.add(constraint);
                                draft.constraints.sort(Comparator.comparing(Constraint::toString));
                            }
                        },
                        "CONSTRAINT",
                        (draft, value) -> draft.constraints.remove(constraint(value))),
                new Pair(
                        "placement-pref",
                        "PREFERENCE",
                        "placement preferences",
                        (draft, value) -> draft.preferences.add(spread(value)),
                        "PREFERENCE",
                        (draft, value) -> draft.preferences.remove(spread(value))));
    }

    private static Constraint constraint(String text) throws FlagException {
        return switch (Constraint.parse(text)) {
            case Constraint.Parsed.Valid(var constraint) -> constraint;
            case Constraint.Parsed.Invalid(var why) ->
                throw new FlagException(why + "; write one such as node.labels.zone==a");
        };
    }

    private static String spread(String text) throws FlagException {
        var preference = KeyValue.of(text);
        if (!preference.key().equals("spread") || preference.value().isEmpty()) {
            throw new FlagException(
                    "unsupported placement preference (only spread is supported): write" + " spread=node.labels.zone");
        }
        return preference.value();
    }
}

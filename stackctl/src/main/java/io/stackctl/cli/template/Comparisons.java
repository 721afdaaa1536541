package io.stackctl.cli.template;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Go's {@code eq ne lt le gt ge}. */
final class Comparisons {
    private Comparisons() {}

    static void addTo(Map<String, Functions.Function> all) {
        all.put("eq", arguments -> {
            Value first = pair("eq", arguments, Integer.MAX_VALUE).getFirst();
            return Value.of(arguments.stream().skip(1).anyMatch(other -> equal("eq", first, other)));
        });
        all.put(
                "ne",
                arguments -> Value.of(!equal("ne", pair("ne", arguments, 2).getFirst(), arguments.get(1))));
        order(all, "lt", sign -> sign < 0);
        order(all, "le", sign -> sign <= 0);
        order(all, "gt", sign -> sign > 0);
        order(all, "ge", sign -> sign >= 0);
    }

    private static void order(Map<String, Functions.Function> all, String name, IntPredicate holds) {
        all.put(
                name,
                arguments -> Value.of(
                        holds.test(compare(name, pair(name, arguments, 2).getFirst(), arguments.get(1)))));
    }

    private static List<Value> pair(String name, List<Value> arguments, int atMost) {
        if (arguments.size() < 2 || arguments.size() > atMost) {
            throw Functions.wrong(name, "missing argument for comparison");
        }
        return arguments;
    }

    private static boolean equal(String name, Value a, Value b) {
        if (a instanceof Value.Nothing || b instanceof Value.Nothing) {
            return a.equals(b);
        }
        if (a instanceof Value.Flag && b instanceof Value.Flag) {
            return a.equals(b);
        }
        return compare(name, a, b) == 0;
    }

    private static int compare(String name, Value a, Value b) {
        if (a instanceof Value.Text(var left) && b instanceof Value.Text(var right)) {
            return left.compareTo(right);
        }
        if (a instanceof Value.Whole(var left) && b instanceof Value.Whole(var right)) {
            return Long.compare(left, right);
        }
        if (a instanceof Value.Decimal(var left) && b instanceof Value.Decimal(var right)) {
            return Double.compare(left, right);
        }
        throw Functions.wrong(name, "incompatible types for comparison");
    }
}

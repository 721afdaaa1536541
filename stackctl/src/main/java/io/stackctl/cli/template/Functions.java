package io.stackctl.cli.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a template may call: Go's own functions and docker's. {@code and} and {@code or} are the evaluator's. */
final class Functions {
    /** One function over its arguments. */
    interface Function {
        Value call(List<Value> arguments);
    }

    static final Map<String, Function> OF_ROWS = ofRows();
    static final Map<String, Function> OF_HEADERS = ofHeaders();

    private Functions() {}

    private static Map<String, Function> ofRows() {
        var all = new LinkedHashMap<String, Function>();
        all.put("and", arguments -> arguments.getLast());
        all.put("or", arguments -> arguments.getLast());
        all.put("not", arguments -> Value.of(!arguments.getFirst().truth()));
        all.put("len", arguments -> length(one("len", arguments)));
        all.put("index", Functions::index);
        all.put("slice", Functions::slice);
        all.put("print", arguments -> Value.of(print(arguments)));
        all.put(
                "println",
                arguments -> Value.of(
                        String.join(" ", arguments.stream().map(Value::text).toList()) + "\n"));
        all.put(
                "printf",
                arguments -> Value.of(
                        Printf.format(text("printf", arguments.getFirst()), arguments.subList(1, arguments.size()))));
        Comparisons.addTo(all);
        all.put("json", arguments -> Value.of(Json.compact(one("json", arguments))));
        all.put("split", Functions::split);
        all.put("join", Functions::join);
        all.put(
                "lower",
                arguments -> Value.of(text("lower", one("lower", arguments)).toLowerCase(Locale.ROOT)));
        all.put(
                "upper",
                arguments -> Value.of(text("upper", one("upper", arguments)).toUpperCase(Locale.ROOT)));
        all.put("title", arguments -> Value.of(title(text("title", one("title", arguments)))));
        all.put("pad", Functions::pad);
        all.put("truncate", Functions::truncate);
        return Map.copyOf(all);
    }

    /** A header goes through a table's template like a row, but keeps its letters. */
    private static Map<String, Function> ofHeaders() {
        var all = new LinkedHashMap<>(OF_ROWS);
        for (String name : List.of("json", "title", "lower", "upper", "truncate")) {
            all.put(name, List::getFirst);
        }
        return Map.copyOf(all);
    }

    private static Value length(Value of) {
        return switch (of) {
            case Value.Text(var text) -> Value.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
            case Value.Items(var items) -> Value.of(items.size());
            case Value.Dictionary(var entries) -> Value.of(entries.size());
            case Value.Struct _, Value.Whole _, Value.Decimal _, Value.Flag _, Value.Method _, Value.Nothing _ ->
                throw wrong("len", "len of " + of.text());
        };
    }

    private static Value index(List<Value> arguments) {
        Value at = arguments.getFirst();
        for (Value key : arguments.subList(1, arguments.size())) {
            at = switch (at) {
                case Value.Items(var items) -> items.get(position("index", key, items.size() - 1));
                case Value.Dictionary(var entries) -> entries.getOrDefault(text("index", key), Value.nothing());
                case Value.Text _,
                        Value.Whole _,
                        Value.Decimal _,
                        Value.Flag _,
                        Value.Struct _,
                        Value.Method _,
                        Value.Nothing _ -> throw wrong("index", "can't index item of this type");
            };
        }
        return at;
    }

    private static Value slice(List<Value> arguments) {
        Value of = arguments.getFirst();
        int size = of instanceof Value.Items(var items)
                ? items.size()
                : text("slice", of).length();
        int from = arguments.size() > 1 ? position("slice", arguments.get(1), size) : 0;
        int to = arguments.size() > 2 ? position("slice", arguments.get(2), size) : size;
        if (from > to) {
            throw wrong("slice", "invalid slice index: " + from + " > " + to);
        }
        return of instanceof Value.Items(var items)
                ? new Value.Items(items.subList(from, to))
                : Value.of(text("slice", of).substring(from, to));
    }

    private static int position(String function, Value value, int last) {
        if (value instanceof Value.Whole(var number) && number >= 0 && number <= last) {
            return (int) number;
        }
        throw wrong(function, "index out of range: " + value.text());
    }

    /** Blanks stand only between two values neither of which is a text, as in Go. */
    private static String print(List<Value> arguments) {
        var text = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            boolean texts =
                    i > 0 && (arguments.get(i) instanceof Value.Text || arguments.get(i - 1) instanceof Value.Text);
            text.append(i > 0 && !texts ? " " : "").append(arguments.get(i).text());
        }
        return text.toString();
    }

    private static Value split(List<Value> arguments) {
        String text = text("split", two("split", arguments).getFirst());
        String separator = text("split", arguments.get(1));
        var parts = new ArrayList<String>();
        if (separator.isEmpty()) {
            text.codePoints().forEach(code -> parts.add(Character.toString(code)));
            return Value.of(parts);
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return Value.of(parts);
    }

    private static Value join(List<Value> arguments) {
        if (two("join", arguments).getFirst() instanceof Value.Items(var items)) {
            return Value.of(String.join(
                    text("join", arguments.get(1)),
                    items.stream().map(Value::text).toList()));
        }
        throw wrong("join", "expected a list");
    }

    private static String title(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static Value pad(List<Value> arguments) {
        if (arguments.size() != 3) {
            throw wrong("pad", "wrong number of args for pad: want 3 got " + arguments.size());
        }
        String text = text("pad", arguments.getFirst());
        return Value.of(
                text.isEmpty()
                        ? text
                        : " ".repeat(count("pad", arguments.get(1)))
                                + text
                                + " ".repeat(count("pad", arguments.get(2))));
    }

    private static Value truncate(List<Value> arguments) {
        String text = text("truncate", two("truncate", arguments).getFirst());
        return Value.of(text.substring(0, Math.min(text.length(), count("truncate", arguments.get(1)))));
    }

    private static int count(String function, Value value) {
        if (value instanceof Value.Whole(var number) && number >= 0 && number <= Printf.MAX_WIDTH) {
            return (int) number;
        }
        throw wrong(function, "expected a small number, got " + value.text());
    }

    static Value one(String function, List<Value> arguments) {
        if (arguments.size() != 1) {
            throw wrong(function, "wrong number of args for " + function + ": want 1 got " + arguments.size());
        }
        return arguments.getFirst();
    }

    private static List<Value> two(String function, List<Value> arguments) {
        if (arguments.size() != 2) {
            throw wrong(function, "wrong number of args for " + function + ": want 2 got " + arguments.size());
        }
        return arguments;
    }

    private static String text(String function, Value value) {
        if (value instanceof Value.Text(var text)) {
            return text;
        }
        throw wrong(function, "wrong type for value; expected string; got " + value.text());
    }

    static TemplateException wrong(String function, String message) {
        return TemplateException.executing("error calling " + function + ": " + message);
    }
}

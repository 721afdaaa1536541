package io.stackctl.cli.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/** A tree of values as the tool prints it: through a template, as JSON or as YAML. */
public sealed interface Value {
    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    record Decimal(double number) implements Value {}

    record Flag(boolean set) implements Value {}

    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Named fields in their order. A template that asks for another field is wrong. */
    record Struct(SequencedMap<String, Value> fields) implements Value {
        public Struct {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }

    /** Names that the user chose, such as labels. A template that asks for another gets {@code <no value>}. */
    record Dictionary(SequencedMap<String, Value> entries) implements Value {
        public Dictionary {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }
    }

    /** A field that takes one argument, such as {@code .Label "tier"}. It is no part of JSON or YAML. */
    record Method(Function<String, Value> call) implements Value {}

    record Nothing() implements Value {}

    static Value nothing() {
        return new Nothing();
    }

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(long number) {
        return new Whole(number);
    }

    static Value of(boolean set) {
        return new Flag(set);
    }

    static Value of(List<String> texts) {
        return new Items(texts.stream().map(Value::of).toList());
    }

    /** In the order of the map. */
    static Value of(Map<String, String> texts) {
        var entries = new LinkedHashMap<String, Value>();
        texts.forEach((name, text) -> entries.put(name, of(text)));
        return new Dictionary(entries);
    }

    /** What {@code if} makes of it: empty and zero are false. */
    default boolean truth() {
        return switch (this) {
            case Text(var text) -> !text.isEmpty();
            case Whole(var number) -> number != 0;
            case Decimal(var number) -> number != 0;
            case Flag(var set) -> set;
            case Items(var items) -> !items.isEmpty();
            case Dictionary(var entries) -> !entries.isEmpty();
            case Struct _, Method _ -> true;
            case Nothing _ -> false;
        };
    }

    /** As Go's {@code %v} prints it. */
    default String text() {
        return switch (this) {
            case Text(var text) -> text;
            case Whole(var number) -> Long.toString(number);
            case Decimal(var number) -> GoNumber.text(number);
            case Flag(var set) -> Boolean.toString(set);
            case Items(var items) ->
                "[" + String.join(" ", items.stream().map(Value::nested).toList()) + "]";
            case Dictionary(var entries) ->
                "map["
                        + String.join(
                                " ",
                                entries.entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(entry -> entry.getKey() + ":"
                                                + entry.getValue().nested())
                                        .toList())
                        + "]";
            case Struct(var fields) ->
                "{"
                        + String.join(
                                " ", fields.values().stream().map(Value::nested).toList()) + "}";
            case Method _ -> "<method>";
            case Nothing _ -> "<no value>";
        };
    }

    private String nested() {
        return this instanceof Nothing ? "<nil>" : text();
    }
}

package io.stackctl.yaml;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of the tree. Aliases are expanded by sharing the node, so a node may be reached by several roads; its span is
 * where it was written.
 *
 * <p>{@code toString} tells kind and place only: values may be secret and trees may be deep.
 */
public sealed interface Yaml {
    Span span();

    /** What a user calls this kind of node: {@code text}, {@code a list}, ... */
    String kind();

    /**
     * A single value.
     *
     * @param template the text before its variables were replaced, for values that had some
     */
    record Scalar(ScalarValue value, Span span, Optional<String> template) implements Yaml {
        public static Scalar text(String text, Span span) {
            return new Scalar(new ScalarValue.Text(text), span, Optional.empty());
        }

        public static Scalar number(long number, Span span) {
            return new Scalar(new ScalarValue.Int(BigInteger.valueOf(number)), span, Optional.empty());
        }

        public static Scalar bool(boolean value, Span span) {
            return new Scalar(new ScalarValue.Bool(value), span, Optional.empty());
        }

        public boolean isNull() {
            return value instanceof ScalarValue.Null;
        }

        /** The same place and template with another value. */
        public Scalar with(ScalarValue other) {
            return new Scalar(other, span, template);
        }

        @Override
        public String kind() {
            return switch (value) {
                case ScalarValue.Null() -> "nothing";
                case ScalarValue.Bool(var _) -> "a boolean";
                case ScalarValue.Int(var _), ScalarValue.Real(var _) -> "a number";
                case ScalarValue.Timestamp(var _) -> "a date";
                case ScalarValue.Text(var _) -> "text";
            };
        }

        @Override
        public String toString() {
            return kind() + " at " + span;
        }
    }

    record Sequence(List<Yaml> items, Span span) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public String toString() {
            return kind() + " at " + span;
        }
    }

    /**
     * Values by names.
     *
     * @param entries by the names of their keys, in the order of the file
     */
    record Mapping(Map<String, Entry> entries, Span span) implements Yaml {
        public Mapping {
            entries = FewEntries.copyOf(entries);
        }

        /** Of several entries with one name the last counts, in the place of the first. */
        public static Mapping of(Collection<Entry> entries, Span span) {
            return new Mapping(FewEntries.of(entries), span);
        }

        public Optional<Yaml> get(String key) {
            return entry(key).map(Entry::value);
        }

        public Optional<Entry> entry(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /** This mapping with the key set to the value; the place of a new key is that of its value. */
        public Mapping with(String key, Yaml value) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            Key known = entry(key).map(Entry::key).orElseGet(() -> new Key(key, value.span()));
            changed.put(key, new Entry(known, value));
            return new Mapping(changed, span);
        }

        /** This mapping without the key. */
        public Mapping without(String key) {
            if (!entries.containsKey(key)) {
                return this;
            }
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Mapping(changed, span);
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        @Override
        public String toString() {
            return kind() + " at " + span;
        }
    }

    record Key(String name, Span span) {}

    record Entry(Key key, Yaml value) {}
}

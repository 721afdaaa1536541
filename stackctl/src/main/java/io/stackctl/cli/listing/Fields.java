package io.stackctl.cli.listing;

import io.stackctl.cli.template.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts an object of the Engine API's shape together; what is empty is left out, as the engine does. */
final class Fields {
    private final LinkedHashMap<String, Value> fields = new LinkedHashMap<>();

    Fields put(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    Fields text(String name, String text) {
        return text.isEmpty() ? this : put(name, Value.of(text));
    }

    Fields text(String name, Optional<String> text) {
        return text(name, text.orElse(""));
    }

    Fields number(String name, long number) {
        return number == 0 ? this : put(name, Value.of(number));
    }

    Fields time(String name, Optional<Duration> time) {
        time.ifPresent(given -> put(name, Value.of(given.toNanos())));
        return this;
    }

    Fields flag(String name, boolean set) {
        return set ? put(name, Value.of(true)) : this;
    }

    Fields texts(String name, List<String> texts) {
        return texts.isEmpty() ? this : put(name, Value.of(texts));
    }

    Fields pairs(String name, Map<String, String> pairs) {
        return pairs.isEmpty() ? this : put(name, Value.of(pairs));
    }

    Fields object(String name, Fields object) {
        return put(name, object.value());
    }

    <T> Fields objects(String name, List<T> items, Function<T, Fields> object) {
        return items.isEmpty()
                ? this
                : put(
                        name,
                        new Value.Items(items.stream()
                                .map(item -> (Value) object.apply(item).value())
                                .toList()));
    }

    Value.Struct value() {
        return new Value.Struct(fields);
    }
}

package io.stackctl.compose;

import io.stackctl.compose.model.Located;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads values of a mapping that is in its long form, so that kinds and formats are certain. */
final class ValueReader {
    private final Yaml.Mapping mapping;

    private ValueReader(Yaml.Mapping mapping) {
        this.mapping = mapping;
    }

    static ValueReader of(Yaml.Mapping mapping) {
        return new ValueReader(mapping);
    }

    /** The mapping at a key; an empty one if there is none. */
    ValueReader section(String key) {
        return mappingAt(key).orElseGet(() -> new ValueReader(Yaml.Mapping.of(List.of(), mapping.span())));
    }

    Optional<ValueReader> mappingAt(String key) {
        return mapping.get(key).flatMap(ValueReader::asMapping).map(ValueReader::new);
    }

    Span span() {
        return mapping.span();
    }

    /** Where a key stands, or the whole mapping if it is not there. */
    Span keySpan(String key) {
        return mapping.entry(key).map(entry -> entry.key().span()).orElse(mapping.span());
    }

    /** Where a value stands, or the whole mapping if it is not there. */
    Span valueSpan(String key) {
        return mapping.get(key).map(Yaml::span).orElse(mapping.span());
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    List<Yaml.Entry> entries() {
        return List.copyOf(mapping.entries().values());
    }

    Optional<String> text(String key) {
        return mapping.get(key).flatMap(Forms::print);
    }

    boolean flag(String key) {
        return mapping.get(key).filter(ValueReader::isTrue).isPresent();
    }

    Optional<Boolean> choice(String key) {
        return mapping.get(key).map(ValueReader::isTrue);
    }

    Optional<Long> number(String key) {
        return text(key).map(text -> new BigDecimal(text).longValue());
    }

    Optional<Located<String>> located(String key) {
        return text(key).map(text -> new Located<>(text, valueSpan(key)));
    }

    Optional<Located<Duration>> duration(String key) {
        return text(key).flatMap(GoDurations::parse).map(duration -> new Located<>(duration, valueSpan(key)));
    }

    List<Located<String>> locatedTexts(String key) {
        return each(items(key), item -> Optional.of(new Located<>(Forms.given(item), item.span())));
    }

    List<String> texts(String key) {
        return each(items(key), item -> Optional.of(Forms.given(item)));
    }

    List<Yaml> items(String key) {
        return mapping.get(key).orElse(mapping) instanceof Yaml.Sequence sequence ? sequence.items() : List.of();
    }

    /** Most lists are not there, and a file may have very many services: nothing is made for those. */
    private static <T> List<T> each(List<Yaml> items, Function<Yaml, Optional<T>> reader) {
        if (items.isEmpty()) {
            return List.of();
        }
        List<T> read = new ArrayList<>(items.size());
        for (Yaml item : items) {
            reader.apply(item).ifPresent(read::add);
        }
        return Collections.unmodifiableList(read);
    }

    /** The mappings of a list. */
    List<ValueReader> mappings(String key) {
        return each(items(key), item -> asMapping(item).map(ValueReader::new));
    }

    SortedMap<String, String> pairs(String key) {
        if (!has(key)) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, String> pairs = new TreeMap<>();
        mappingAt(key)
                .ifPresent(inner ->
                        inner.entries().forEach(entry -> pairs.put(entry.key().name(), Forms.given(entry.value()))));
        return Collections.unmodifiableSortedMap(pairs);
    }

    static Optional<Yaml.Mapping> asMapping(Yaml value) {
        return value instanceof Yaml.Mapping found ? Optional.of(found) : Optional.empty();
    }

    static boolean isTrue(Yaml value) {
        return value instanceof Yaml.Scalar scalar && scalar.value() instanceof ScalarValue.Bool(var bool) && bool;
    }
}

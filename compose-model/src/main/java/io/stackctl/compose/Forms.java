package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Forms of plain values, lists and mappings, out of which those of the sections are made. */
final class Forms {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Forms() {}

    /** Text; the empty text says nothing. */
    static Optional<Yaml> text(Yaml value, Context context) {
        return print(value).filter(text -> !text.isEmpty()).map(text -> Yaml.Scalar.text(text, value.span()));
    }

    /** A boolean whose {@code false} says nothing. */
    static Optional<Yaml> flag(Yaml value, Context context) {
        return Optional.of(value).filter(given -> ValueReader.isTrue(given));
    }

    /** Kept as it is, {@code false} and 0 too. */
    static Optional<Yaml> asIs(Yaml value, Context context) {
        return Optional.of(value);
    }

    /** A whole number of 0 or more; 0 counts. */
    static Optional<Yaml> count(Yaml value, Context context) {
        return whole(value, context)
                .filter(number -> {
                    if (number.signum() < 0) {
                        context.refuse(value.span(), Code.INVALID_NUMBER, "this must not be negative", "use 0 or more");
                    }
                    return number.signum() >= 0;
                })
                .map(number -> Yaml.Scalar.number(number.longValue(), value.span()));
    }

    /** A whole number; 0 says nothing. */
    static Optional<Yaml> numberOrNothing(Yaml value, Context context) {
        return whole(value, context)
                .filter(number -> number.signum() != 0)
                .map(number -> Yaml.Scalar.number(number.longValue(), value.span()));
    }

    /** A whole number; 0 counts. */
    static Optional<Yaml> number(Yaml value, Context context) {
        return whole(value, context).map(number -> Yaml.Scalar.number(number.longValue(), value.span()));
    }

    /** A number; 0 says nothing. */
    static Optional<Yaml> ratio(Yaml value, Context context) {
        return isDate(value, context)
                ? Optional.empty()
                : Optional.of(value).filter(given -> !given(given).equals("0"));
    }

    /** A duration, printed as Go does; zero counts. */
    static Optional<Yaml> duration(Yaml value, Context context) {
        return GoDurations.parse(given(value))
                .map(duration -> Yaml.Scalar.text(GoDurations.print(duration), value.span()));
    }

    /** A duration; zero says nothing. */
    static Optional<Yaml> durationOrNothing(Yaml value, Context context) {
        return GoDurations.parse(given(value))
                .filter(duration -> !duration.equals(Duration.ZERO))
                .map(duration -> Yaml.Scalar.text(GoDurations.print(duration), value.span()));
    }

    /** A size, printed as a number of bytes in text; zero says nothing. */
    static Optional<Yaml> size(Yaml value, Context context) {
        String text = given(value);
        OptionalLong bytes = context.reading() == Reading.PEER ? Sizes.parseAsPeer(text) : Sizes.parse(text);
        if (bytes.isEmpty()) {
            return context.refuse(value.span(), Code.INVALID_SIZE, "this is no size", "write `64M`, `1.5G`, `4096`");
        }
        return bytes.getAsLong() == 0
                ? Optional.empty()
                : Optional.of(Yaml.Scalar.text(Long.toString(bytes.getAsLong()), value.span()));
    }

    /** A size as a number of bytes; zero says nothing. */
    static Optional<Yaml> bytes(Yaml value, Context context) {
        if (!(value instanceof Yaml.Scalar scalar) || !(scalar.value() instanceof ScalarValue.Text)) {
            return numberOrNothing(value, context);
        }
        return size(value, context).map(bytes -> Yaml.Scalar.number(Long.parseLong(given(bytes)), value.span()));
    }

    /** A form of a key that the peer drops without a word. */
    static Form ours(Form form) {
        return (value, context) -> {
            if (context.reading() == Reading.OURS) {
                return form.apply(value, context);
            }
            context.warn(value.span(), Code.IGNORED_KEY, "this means nothing here", "it is ignored");
            return Optional.empty();
        };
    }

    /** One text or a list of them; numbers become text. */
    static Optional<Yaml> texts(Yaml value, Context context) {
        List<Yaml> items = switch (value) {
            case Yaml.Sequence sequence -> sequence.items();
            case Yaml.Scalar scalar -> List.<Yaml>of(scalar);
            case Yaml.Mapping _ -> List.<Yaml>of();
        };
        List<Yaml> texts = new ArrayList<>();
        items.forEach(item -> print(item).ifPresent(text -> texts.add(Yaml.Scalar.text(text, item.span()))));
        return texts.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Sequence(texts, value.span()));
    }

    /** A command line, split as a shell does, or a list of words. */
    static Optional<Yaml> command(Yaml value, Context context) {
        if (!(value instanceof Yaml.Scalar scalar)) {
            return texts(value, context);
        }
        Optional<List<String>> words = ShellWords.split(given(scalar));
        if (words.isEmpty()) {
            return context.refuse(
                    value.span(), Code.INVALID_COMMAND, "a quote or `\\` in this command is not finished", "here");
        }
        List<Yaml> texts = new ArrayList<>();
        words.get().forEach(word -> texts.add(Yaml.Scalar.text(word, value.span())));
        return texts.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Sequence(texts, value.span()));
    }

    /** {@code k: v} or a list of {@code k=v}; a key without value has the empty text. */
    static Optional<Yaml> pairs(Yaml value, Context context) {
        SequencedMap<String, Yaml.Entry> pairs = new LinkedHashMap<>();
        switch (value) {
            case Yaml.Mapping mapping ->
                mapping.entries()
                        .values()
                        .forEach(entry -> put(
                                pairs,
                                entry.key(),
                                print(entry.value()).orElse(""),
                                entry.value().span()));
            case Yaml.Sequence sequence ->
                sequence.items().forEach(item -> {
                    String text = given(item);
                    int sign = text.indexOf('=');
                    String key = sign < 0 ? text : text.substring(0, sign);
                    put(pairs, new Yaml.Key(key, item.span()), sign < 0 ? "" : text.substring(sign + 1), item.span());
                });
            case Yaml.Scalar _ -> {} // the schema refused it
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Mapping(pairs, value.span()));
    }

    /** A mapping of known keys; an empty one counts. */
    static Form mapping(Map<String, Form> keys) {
        return (value, context) ->
                value instanceof Yaml.Mapping mapping ? Optional.of(apply(mapping, keys, context)) : Optional.empty();
    }

    /** A mapping of known keys; an empty one says nothing. */
    static Form group(Map<String, Form> keys) {
        return (value, context) -> value instanceof Yaml.Mapping mapping
                ? Optional.<Yaml>of(apply(mapping, keys, context)).filter(Forms::isNotEmpty)
                : Optional.empty();
    }

    /** A list in which each item has this form; an empty one says nothing. */
    static Form list(Form item) {
        return (value, context) -> {
            if (!(value instanceof Yaml.Sequence sequence)) {
                return Optional.empty();
            }
            List<Yaml> items = new ArrayList<>();
            sequence.items().forEach(one -> item.apply(one, context).ifPresent(items::add));
            return items.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Sequence(items, sequence.span()));
        };
    }

    /** Keys that are in no table are kept if they are extensions; others are left out with a warning. */
    static Yaml.Mapping apply(Yaml.Mapping mapping, Map<String, Form> keys, Context context) {
        List<Yaml.Entry> entries = new ArrayList<>();
        mapping.entries().forEach((key, entry) -> {
            Form form = keys.get(key);
            if (form != null) {
                form.apply(entry.value(), context).ifPresent(value -> entries.add(new Yaml.Entry(entry.key(), value)));
            } else if (!key.startsWith("x-")) {
                context.warn(entry.key().span(), Code.IGNORED_KEY, "`" + key + "` means nothing here", "it is ignored");
            }
        });
        return Yaml.Mapping.of(entries, mapping.span());
    }

    static boolean isNotEmpty(Yaml value) {
        return !(value instanceof Yaml.Mapping mapping) || !mapping.entries().isEmpty();
    }

    /** The value as text; empty for null and for collections. */
    static Optional<String> print(Yaml value) {
        return value instanceof Yaml.Scalar scalar && !scalar.isNull()
                ? Optional.of(scalar.value().print())
                : Optional.empty();
    }

    static String given(Yaml value) {
        return print(value).orElse("");
    }

    static Optional<BigInteger> whole(Yaml value, Context context) {
        if (!(value instanceof Yaml.Scalar scalar) || isDate(value, context)) {
            return Optional.empty();
        }
        Optional<BigInteger> number = switch (scalar.value()) {
            case ScalarValue.Int(var whole) -> Optional.of(whole);
            case ScalarValue.Real(var real) ->
                Optional.of(BigDecimal.valueOf(real).toBigInteger());
            case ScalarValue.Null _, ScalarValue.Bool _, ScalarValue.Timestamp _, ScalarValue.Text _ ->
                Optional.<BigInteger>empty();
        };
        if (number.isPresent() && number.get().abs().compareTo(LARGEST) > 0) {
            context.refuse(value.span(), Code.INVALID_NUMBER, "this number is too large", "it has more than 63 bits");
            return Optional.empty();
        }
        return number;
    }

    /** The schema takes a date for a number where the peer's does. */
    private static boolean isDate(Yaml value, Context context) {
        boolean date = value instanceof Yaml.Scalar scalar && scalar.value() instanceof ScalarValue.Timestamp;
        if (date) {
            context.refuse(value.span(), Code.WRONG_TYPE, "this must be a number, not a date", "write a number");
        }
        return date;
    }

    private static void put(SequencedMap<String, Yaml.Entry> pairs, Yaml.Key key, String text, Span span) {
        pairs.put(key.name(), new Yaml.Entry(key, Yaml.Scalar.text(text, span)));
    }
}

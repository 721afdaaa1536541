package io.stackctl.cli.flags;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The long form of a flag: fields with commas between them, {@code type=bind,source=/a,target=/b,readonly}. A field in
 * double quotes may hold commas; two quotes in it stand for one.
 */
final class Csv {
    private final SequencedMap<String, List<String>> fields = new LinkedHashMap<>();

    private Csv() {}

    static Csv parse(String text) throws FlagException {
        var csv = new Csv();
        for (var field : split(text)) {
            int equals = field.indexOf('=');
            var key = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
            csv.fields
                    .computeIfAbsent(key.strip(), _ -> new ArrayList<>())
                    .add(equals < 0 ? "true" : field.substring(equals + 1));
        }
        return csv;
    }

    static List<String> split(String text) throws FlagException {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean doubled = quoted && letter == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
            if (doubled) {
                field.append('"');
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        if (quoted) {
            throw new FlagException("a quote is not closed");
        }
        fields.add(field.toString());
        return fields;
    }

    /** Takes the field under any of these names out. */
    Optional<String> take(String... names) {
        for (var name : names) {
            var values = fields.remove(name);
            if (values != null) {
                return Optional.of(values.getLast());
            }
        }
        return Optional.empty();
    }

    boolean takeFlag(String... names) throws FlagException {
        var value = take(names);
        return value.isPresent() && Values.flag(value.get());
    }

    List<String> takeAll(String name) {
        var values = fields.remove(name);
        return values == null ? List.of() : values;
    }

    /** All {@code name=key=value} fields. */
    SortedMap<String, String> takePairs(String name) throws FlagException {
        var pairs = new TreeMap<String, String>();
        for (var text : takeAll(name)) {
            var pair = KeyValue.of(text);
            pairs.put(pair.key(), pair.value());
        }
        return pairs;
    }

    /** Whatever was not taken is a mistake. */
    void end(String known) throws FlagException {
        if (!fields.isEmpty()) {
            throw new FlagException("unexpected key '" + fields.firstEntry().getKey() + "'; there are " + known);
        }
    }
}

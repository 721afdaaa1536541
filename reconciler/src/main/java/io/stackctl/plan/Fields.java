package io.stackctl.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An object as paths and texts, to be compared with another. Empty texts and absent values are left out. */
final class Fields {
    /** One value. {@code name}: the last part of its path, which may tell that it is a secret. */
    record Field(String name, String text, boolean replacesTasks) {}

    private final TreeMap<String, Field> fields = new TreeMap<>();

    Map<String, Field> all() {
        return fields;
    }

    Fields inPlace(String path, String text) {
        return put(path, path, text, false);
    }

    Fields replacing(String path, String text) {
        return put(path, path, text, true);
    }

    Fields replacing(String path, Optional<?> value) {
        return put(path, path, value.map(Object::toString).orElse(""), true);
    }

    Fields replacing(String path, boolean set) {
        return put(path, path, set ? "true" : "", true);
    }

    /** One entry of many. */
    Fields replacing(String path, String name, String text) {
        return put(path + " " + name, name, quoted(text), true);
    }

    Fields inPlace(String path, Map<String, String> entries) {
        entries.forEach((name, text) -> put(path + " " + name, name, quoted(text), false));
        return this;
    }

    Fields replacing(String path, Map<String, String> entries) {
        entries.forEach((name, text) -> replacing(path, name, text));
        return this;
    }

    private Fields put(String path, String name, String text, boolean replacesTasks) {
        if (!text.isEmpty()) {
            fields.merge(path, new Field(name, text, replacesTasks), Fields::both);
        }
        return this;
    }

    private static Field both(Field one, Field two) {
        return new Field(one.name(), one.text() + ", " + two.text(), one.replacesTasks());
    }

    /** An entry with an empty value is still an entry. */
    private static String quoted(String text) {
        return text.isEmpty() ? "\"\"" : text;
    }

    static String list(List<?> items) {
        return items.stream().map(Fields::item).collect(Collectors.joining(" "));
    }

    private static String item(Object item) {
        var text = item.toString();
        return text.isEmpty() || text.contains(" ") ? "\"" + text + "\"" : text;
    }

    /** As compose files write it, such as {@code 1m30s}. */
    static String time(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        var text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        append(text, duration.toNanosPart() % 1_000_000, "ns");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }

    /** Exact, in the largest unit that divides it; zero is nothing. */
    static String bytes(long bytes) {
        if (bytes == 0) {
            return "";
        }
        var units = List.of("B", "KiB", "MiB", "GiB", "TiB");
        long count = bytes;
        int unit = 0;
        while (count % 1024 == 0 && unit < units.size() - 1) {
            count /= 1024;
            unit++;
        }
        return count + units.get(unit);
    }

    static String cpus(long nano) {
        return nano == 0 ? "" : BigDecimal.valueOf(nano, 9).stripTrailingZeros().toPlainString();
    }

    static String count(long number) {
        return number == 0 ? "" : Long.toString(number);
    }
}

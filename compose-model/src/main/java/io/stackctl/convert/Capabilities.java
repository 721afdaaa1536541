package io.stackctl.convert;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Capabilities in one spelling: upper case with the prefix {@code CAP_}, sorted, each once. What is added is not dropped;
 * {@code ALL} stands for every other name on its side.
 */
public record Capabilities(List<String> added, List<String> dropped) {
    private static final String ALL = "ALL";
    private static final String PREFIX = "CAP_";

    public static Capabilities of(List<String> add, List<String> drop) {
        SortedSet<String> added = normalized(add);
        SortedSet<String> dropped = normalized(drop);
        dropped.removeAll(added);
        return new Capabilities(List.copyOf(added), List.copyOf(dropped));
    }

    private static SortedSet<String> normalized(List<String> names) {
        SortedSet<String> normalized = new TreeSet<>();
        for (String name : names) {
            String upper = name.strip().toUpperCase(Locale.ROOT);
            normalized.add(upper.equals(ALL) || upper.startsWith(PREFIX) ? upper : PREFIX + upper);
        }
        return normalized.contains(ALL) ? new TreeSet<>(List.of(ALL)) : normalized;
    }
}

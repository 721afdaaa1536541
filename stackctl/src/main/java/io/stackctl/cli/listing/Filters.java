package io.stackctl.cli.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The {@code --filter name=value} flags of one command. Several values of one name widen the list, several names
 * narrow it; labels all have to be there.
 */
public final class Filters {
    private final SortedMap<String, List<String>> values = new TreeMap<>();

    private Filters() {}

    /**
     * Reads the flags.
     *
     * @param accepted the names that the list knows
     * @throws FilterException in docker's words, if one is not known
     */
    public static Filters parse(List<String> flags, String... accepted) {
        var filters = new Filters();
        for (String flag : flags) {
            int equals = flag.indexOf('=');
            if (equals < 0) {
                throw new FilterException("invalid argument \"" + flag
                        + "\" for \"-f, --filter\" flag: bad format of filter (expected name=value)");
            }
            String name = flag.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (!List.of(accepted).contains(name)) {
                throw new FilterException(
                        "invalid filter '" + name + "': the filters here are " + String.join(", ", accepted));
            }
            filters.values
                    .computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(flag.substring(equals + 1).strip());
        }
        return filters;
    }

    /** Whether one of the name's values fits; true if there is none. */
    public boolean any(String name, Predicate<String> fits) {
        List<String> wanted = values.getOrDefault(name, List.of());
        return wanted.isEmpty() || wanted.stream().anyMatch(fits);
    }

    /** Whether all label filters of that name fit: {@code key} or {@code key=value}. */
    public boolean labels(String name, Map<String, String> labels) {
        return values.getOrDefault(name, List.of()).stream().allMatch(wanted -> label(wanted, labels));
    }

    private static boolean label(String wanted, Map<String, String> labels) {
        int equals = wanted.indexOf('=');
        return equals < 0
                ? labels.containsKey(wanted)
                : wanted.substring(equals + 1).equals(labels.get(wanted.substring(0, equals)));
    }

    /**
     * Refuses values that can never fit.
     *
     * @throws FilterException in docker's words
     */
    public void check(String name, List<String> allowed) {
        for (String value : values.getOrDefault(name, List.of())) {
            if (!allowed.contains(value.toLowerCase(Locale.ROOT))) {
                throw new FilterException(
                        "invalid " + name + " filter: '" + value + "': it is one of " + String.join(", ", allowed));
            }
        }
    }
}

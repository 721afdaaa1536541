package io.stackctl.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why no node takes a task: how many nodes each filter refused, in the peer's words. */
final class Rejections {
    private Rejections() {}

    /** Such as {@code no suitable node (insufficient resources on 2 nodes; 1 node not available for new tasks)}. */
    static String among(Demand demand, Collection<Seat> seats) {
        var counts = new EnumMap<Filter, Integer>(Filter.class);
        for (var seat : seats) {
            Filters.refusing(demand, seat).ifPresent(filter -> counts.merge(filter, 1, Integer::sum));
        }
        if (counts.isEmpty()) {
            return "no suitable node";
        }
        return mostFirst(counts).stream()
                .map(entry -> entry.getKey().explain(entry.getValue()))
                .collect(Collectors.joining("; ", "no suitable node (", ")"));
    }

    /** The same for a task that may go to one node only: the bare phrase. Empty when the node takes it. */
    static String of(Demand demand, Seat seat) {
        return Filters.refusing(demand, seat).map(filter -> filter.explain(1)).orElse("");
    }

    /** Filters that refused equally many nodes stay in the order of the pipeline. */
    private static List<Map.Entry<Filter, Integer>> mostFirst(EnumMap<Filter, Integer> counts) {
        var entries = new ArrayList<>(counts.entrySet());
        entries.sort(Comparator.comparingInt((Map.Entry<Filter, Integer> entry) -> -entry.getValue()));
        return entries;
    }
}

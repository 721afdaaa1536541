package io.stackctl.spec;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Copies of collections whose iteration order is the order of their keys, the same in every run. {@code Map.copyOf} and
 * {@code Set.copyOf} order differently in each JVM, which would let replicas of the state drift apart.
 */
public final class Immutable {
    private Immutable() {}

    public static <K extends Comparable<K>, V> SortedMap<K, V> sorted(Map<K, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    public static <K extends Comparable<K>> SortedSet<K> sorted(Collection<K> set) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(set));
    }

    public static <K extends Comparable<K>, V> SortedMap<K, V> emptyMap() {
        return Collections.emptySortedMap();
    }
}

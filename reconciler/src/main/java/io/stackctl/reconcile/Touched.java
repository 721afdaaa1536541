package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Table;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** The keys of one table that a draft wrote to. However often a row was written, it becomes one change. */
final class Touched<K extends Comparable<K>, V> {
    private final TreeSet<K> keys = new TreeSet<>();
    private final Function<V, Change> put;
    private final Function<K, Change> remove;

    Touched(Function<V, Change> put, Function<K, Change> remove) {
        this.put = put;
        this.remove = remove;
    }

    void add(K key) {
        keys.add(key);
    }

    boolean has(K key) {
        return keys.contains(key);
    }

    int size() {
        return keys.size();
    }

    /** Adds what leads from the rows before to the rows after; a row that came and went, or came back, is no change. */
    void collect(Function<K, Optional<V>> before, Function<K, Optional<V>> after, List<Change> changes) {
        for (var key : keys) {
            var was = before.apply(key);
            var is = after.apply(key);
            if (!was.equals(is)) {
                changes.add(is.map(put).orElseGet(() -> remove.apply(key)));
            }
        }
    }

    void collect(Table<K, V> before, Table<K, V> after, List<Change> changes) {
        collect(before::get, after::get, changes);
    }
}

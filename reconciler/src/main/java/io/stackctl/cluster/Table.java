package io.stackctl.cluster;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/*
 * A persistent balanced tree (AVL). A put or a removal copies the path from the root to the row, about 1.44 log2(n)
 * nodes, and shares the rest with the table before it. So a transaction over 100,000 tasks costs what it changes, and
 * an old state, held by a snapshot or a reader, stays whole for as long as somebody looks at it.
 *
 * Two tables that were not changed in between are the same object; callers use that to skip work.
 */
/**
 * An immutable map sorted by key. Iteration order is key order, so every replica and every test run sees the same.
 *
 * @param <K> compared by its natural order, which must agree with equals
 */
public final class Table<K extends Comparable<K>, V> implements Iterable<V> {
    /** Compared by identity: two trees that share a row share all below it. */
    private static final class Row<K, V> {
        final K key;
        final V value;
        final int height;
        final int size;
        final @Nullable Row<K, V> left;
        final @Nullable Row<K, V> right;

        Row(K key, V value, int height, int size, @Nullable Row<K, V> left, @Nullable Row<K, V> right) {
            this.key = key;
            this.value = value;
            this.height = height;
            this.size = size;
            this.left = left;
            this.right = right;
        }
    }

    private static final Table<?, ?> EMPTY = new Table<>(null);

    private final @Nullable Row<K, V> root;

    private Table(@Nullable Row<K, V> root) {
        this.root = root;
    }

    @SuppressWarnings("unchecked") // An empty table holds no key and no value.
    public static <K extends Comparable<K>, V> Table<K, V> empty() {
        return (Table<K, V>) EMPTY;
    }

    public int size() {
        return size(root);
    }

    public boolean isEmpty() {
        return root == null;
    }

    public Optional<V> get(K key) {
        var row = root;
        while (row != null) {
            int order = key.compareTo(row.key);
            if (order == 0) {
                return Optional.of(row.value);
            }
            row = order < 0 ? row.left : row.right;
        }
        return Optional.empty();
    }

    public boolean contains(K key) {
        return get(key).isPresent();
    }

    /** This table with the row put; the same table if it holds that very object already. */
    public Table<K, V> with(K key, V value) {
        var next = put(root, key, Objects.requireNonNull(value));
        return next == root ? this : new Table<>(next);
    }

    /** This table without the row; the same table if there is none. */
    public Table<K, V> without(K key) {
        var next = remove(root, key);
        if (next == root) {
            return this;
        }
        return next == null ? empty() : new Table<>(next);
    }

    /** Rows in key order. */
    public Stream<V> values() {
        return StreamSupport.stream(spliterator(), false);
    }

    public Stream<K> keys() {
        var keys = new ArrayList<K>(size());
        forEach((key, _) -> keys.add(key));
        return keys.stream();
    }

    public void forEach(BiConsumer<K, V> action) {
        walk(root, action);
    }

    @Override
    public Iterator<V> iterator() {
        return new Rows<>(root);
    }

    private static <K, V> void walk(@Nullable Row<K, V> row, BiConsumer<K, V> action) {
        if (row != null) {
            walk(row.left, action);
            action.accept(row.key, row.value);
            walk(row.right, action);
        }
    }

    @SuppressWarnings("ReferenceEquality") // Cheap and right: an equal but other object is put again.
    private static <K extends Comparable<K>, V> @Nullable Row<K, V> put(@Nullable Row<K, V> row, K key, V value) {
        if (row == null) {
            return new Row<>(key, value, 1, 1, null, null);
        }
        int order = key.compareTo(row.key);
        if (order == 0) {
            return row.value == value ? row : new Row<>(key, value, row.height, row.size, row.left, row.right);
        }
        if (order < 0) {
            var left = put(row.left, key, value);
            return left == row.left ? row : balanced(row.key, row.value, left, row.right);
        }
        var right = put(row.right, key, value);
        return right == row.right ? row : balanced(row.key, row.value, row.left, right);
    }

    private static <K extends Comparable<K>, V> @Nullable Row<K, V> remove(@Nullable Row<K, V> row, K key) {
        if (row == null) {
            return null;
        }
        int order = key.compareTo(row.key);
        if (order < 0) {
            var left = remove(row.left, key);
            return left == row.left ? row : balanced(row.key, row.value, left, row.right);
        }
        if (order > 0) {
            var right = remove(row.right, key);
            return right == row.right ? row : balanced(row.key, row.value, row.left, right);
        }
        if (row.left == null) {
            return row.right;
        }
        if (row.right == null) {
            return row.left;
        }
        var successor = first(row.right);
        return balanced(successor.key, successor.value, row.left, remove(row.right, successor.key));
    }

    private static <K, V> Row<K, V> first(Row<K, V> row) {
        var at = row;
        while (at.left != null) {
            at = at.left;
        }
        return at;
    }

    private static <K, V> Row<K, V> balanced(K key, V value, @Nullable Row<K, V> left, @Nullable Row<K, V> right) {
        int lean = height(left) - height(right);
        if (lean > 1 && left != null) {
            if (height(left.left) >= height(left.right) || left.right == null) {
                return row(left.key, left.value, left.left, row(key, value, left.right, right));
            }
            var top = left.right;
            return row(
                    top.key,
                    top.value,
                    row(left.key, left.value, left.left, top.left),
                    row(key, value, top.right, right));
        }
        if (lean < -1 && right != null) {
            if (height(right.right) >= height(right.left) || right.left == null) {
                return row(right.key, right.value, row(key, value, left, right.left), right.right);
            }
            var top = right.left;
            return row(
                    top.key,
                    top.value,
                    row(key, value, left, top.left),
                    row(right.key, right.value, top.right, right.right));
        }
        return row(key, value, left, right);
    }

    private static <K, V> Row<K, V> row(K key, V value, @Nullable Row<K, V> left, @Nullable Row<K, V> right) {
        return new Row<>(
                key, value, 1 + Math.max(height(left), height(right)), 1 + size(left) + size(right), left, right);
    }

    private static int height(@Nullable Row<?, ?> row) {
        return row == null ? 0 : row.height;
    }

    private static int size(@Nullable Row<?, ?> row) {
        return row == null ? 0 : row.size;
    }

    /** Walks in key order with a stack of the rows whose right side is still to come. */
    private static final class Rows<K, V> implements Iterator<V> {
        private final List<Row<K, V>> stack = new ArrayList<>();

        Rows(@Nullable Row<K, V> root) {
            push(root);
        }

        private void push(@Nullable Row<K, V> from) {
            for (var row = from; row != null; row = row.left) {
                stack.add(row);
            }
        }

        @Override
        public boolean hasNext() {
            return !stack.isEmpty();
        }

        @Override
        public V next() {
            if (stack.isEmpty()) {
                throw new NoSuchElementException();
            }
            var row = stack.removeLast();
            push(row.right);
            return row.value;
        }
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Table<?, ?> that && size() == that.size() && rows().equals(that.rows());
    }

    private List<Map.Entry<K, V>> rows() {
        var rows = new ArrayList<Map.Entry<K, V>>(size());
        forEach((key, value) -> rows.add(Map.entry(key, value)));
        return rows;
    }

    @Override
    public int hashCode() {
        return rows().hashCode();
    }

    @Override
    public String toString() {
        return rows().toString();
    }
}

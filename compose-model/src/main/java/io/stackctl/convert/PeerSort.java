package io.stackctl.convert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts as the peer's unstable sort does, so that equal elements come out in its order: pattern-defeating quicksort
 * with the constants of Go's {@code sort.Slice}. Up to twelve elements it is stable.
 */
final class PeerSort<T> {
    private static final int INSERTION = 12;
    private static final int MEDIAN = 8;
    private static final int MEDIAN_OF_MEDIANS = 50;
    private static final int MOST_SWAPS = 12;
    private static final int BALANCE = 8;
    private static final int SHIFTS = 5;

    private final List<T> items;
    private final Comparator<T> order;
    /** Of the last choice of a pivot. */
    private int swaps;

    private PeerSort(List<T> items, Comparator<T> order) {
        this.items = items;
        this.order = order;
    }

    static <T> List<T> sorted(List<T> given, Comparator<T> order) {
        List<T> items = new ArrayList<>(given);
        new PeerSort<>(items, order).sort(0, items.size());
        return Collections.unmodifiableList(items);
    }

    private boolean less(int left, int right) {
        return order.compare(items.get(left), items.get(right)) < 0;
    }

    private void swap(int left, int right) {
        Collections.swap(items, left, right);
    }

    private void sort(int first, int end) {
        int from = first;
        int to = end;
        boolean balanced = true;
        boolean partitioned = true;
        while (to - from > INSERTION) {
            int length = to - from;
            if (!balanced) {
                scatter(from, to);
            }
            int pivot = pivot(from, to);
            boolean increasing = swaps == 0;
            if (swaps == MOST_SWAPS) {
                Collections.reverse(items.subList(from, to));
                pivot = to - 1 - (pivot - from);
                increasing = true;
            }
            if (balanced && partitioned && increasing && sortedWithFewShifts(from, to)) {
                return;
            }
            if (from > 0 && !less(from - 1, pivot)) {
                from = partitionEqual(from, to, pivot);
                continue;
            }
            partitioned = isPartitioned(from, to, pivot);
            int middle = partition(from, to, pivot);
            int left = middle - from;
            int right = to - middle;
            balanced = Math.min(left, right) >= length / BALANCE;
            if (left < right) {
                sort(from, middle);
                from = middle + 1;
            } else {
                sort(middle + 1, to);
                to = middle;
            }
        }
        items.subList(from, to).sort(order);
    }

    /** The place of the pivot; {@code swaps} tells how well the range is sorted. */
    private int pivot(int from, int to) {
        int quarter = (to - from) / 4;
        int low = from + quarter;
        int middle = from + quarter * 2;
        int high = from + quarter * 3;
        swaps = 0;
        if (to - from < MEDIAN) {
            return middle;
        }
        if (to - from >= MEDIAN_OF_MEDIANS) {
            low = median(low - 1, low, low + 1);
            middle = median(middle - 1, middle, middle + 1);
            high = median(high - 1, high, high + 1);
        }
        return median(low, middle, high);
    }

    private int median(int one, int two, int three) {
        int low = one;
        int middle = two;
        int high = three;
        if (less(middle, low)) {
            swaps++;
            int other = low;
            low = middle;
            middle = other;
        }
        if (less(high, middle)) {
            swaps++;
            middle = high;
        }
        if (less(middle, low)) {
            swaps++;
            middle = low;
        }
        return middle;
    }

    /** Whether the range was nearly sorted, and is sorted now. */
    private boolean sortedWithFewShifts(int from, int to) {
        int place = from + 1;
        for (int shift = 0; shift < SHIFTS; shift++) {
            while (place < to && !less(place, place - 1)) {
                place++;
            }
            if (place == to) {
                return true;
            }
            if (to - from < MEDIAN_OF_MEDIANS) {
                return false;
            }
            swap(place, place - 1);
            for (int back = place - 1; place - from >= 2 && back >= 1 && less(back, back - 1); back--) {
                swap(back, back - 1);
            }
            for (int ahead = place + 1; to - place >= 2 && ahead < to && less(ahead, ahead - 1); ahead++) {
                swap(ahead, ahead - 1);
            }
        }
        return false;
    }

    /** Whether the smaller ones stand before the others already. */
    private boolean isPartitioned(int from, int to, int pivot) {
        T value = items.get(pivot);
        List<T> others = new ArrayList<>(items.subList(from, to));
        Collections.swap(others, 0, pivot - from);
        int place = 1;
        while (place < others.size() && order.compare(others.get(place), value) < 0) {
            place++;
        }
        return others.subList(place, others.size()).stream().noneMatch(other -> order.compare(other, value) < 0);
    }

    private int partition(int from, int to, int pivot) {
        swap(from, pivot);
        int left = from + 1;
        int right = to - 1;
        while (true) {
            while (left <= right && less(left, from)) {
                left++;
            }
            while (left <= right && !less(right, from)) {
                right--;
            }
            if (left > right) {
                swap(right, from);
                return right;
            }
            swap(left++, right--);
        }
    }

    /** Those equal to the pivot first; answers where the larger ones begin. */
    private int partitionEqual(int from, int to, int pivot) {
        swap(from, pivot);
        int left = from + 1;
        int right = to - 1;
        while (true) {
            while (left <= right && !less(from, left)) {
                left++;
            }
            while (left <= right && less(from, right)) {
                right--;
            }
            if (left > right) {
                return left;
            }
            swap(left++, right--);
        }
    }

    /** Breaks patterns that make partitions lopsided. */
    private void scatter(int from, int to) {
        int length = to - from;
        long random = length;
        int mask = (Integer.highestOneBit(length) << 1) - 1;
        int place = from + length / 4 * 2;
        for (int i = 0; i < 3; i++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            int other = (int) random & mask;
            swap(place - 1 + i, from + (other >= length ? other - length : other));
        }
    }
}

package io.stackctl.compose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Which closing brace belongs to which <code>${</code> of a text; found in one pass, so that long texts cost no more. */
final class Braces {
    private final Map<Integer, Integer> closing = new HashMap<>();
    private final int last;

    private Braces(int last) {
        this.last = last;
    }

    static Braces of(String text) {
        Braces braces = new Braces(text.lastIndexOf('}'));
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = text.indexOf('$'); i >= 0 && i <= braces.last; i++) {
            char c = text.charAt(i);
            if (c == '$' && i + 1 < text.length()) {
                i++;
                if (text.charAt(i) == '{') {
                    open.push(i);
                }
            } else if (c == '}' && !open.isEmpty()) {
                braces.closing.put(open.pop(), i);
            }
        }
        return braces;
    }

    /** The index of the brace that closes the one at this index; -1 if none does. */
    int closing(int opening) {
        return closing.getOrDefault(opening, -1);
    }

    /** Whether a closing brace stands behind this index. */
    boolean anyAfter(int index) {
        return last > index;
    }
}

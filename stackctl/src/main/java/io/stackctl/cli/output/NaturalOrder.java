package io.stackctl.cli.output;

import java.util.Comparator;

/** The order that people expect: {@code web-2} before {@code web-10}. Digits come before other letters. */
public final class NaturalOrder implements Comparator<String> {
    public static final NaturalOrder COMPARATOR = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            boolean digit = digit(a.charAt(i));
            if (digit != digit(b.charAt(j))) {
                return digit ? -1 : 1;
            }
            if (!digit) {
                if (a.charAt(i) != b.charAt(j)) {
                    return Character.compare(a.charAt(i), b.charAt(j));
                }
                i++;
                j++;
                continue;
            }
            int endA = end(a, i);
            int endB = end(b, j);
            int order = numbers(a.substring(i, endA), b.substring(j, endB));
            if (order != 0) {
                return order;
            }
            i = endA;
            j = endB;
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    /** Of two equal numbers the one with fewer zeros in front is the lesser. */
    private static int numbers(String a, String b) {
        String left = a.replaceFirst("^0+", "");
        String right = b.replaceFirst("^0+", "");
        if (left.length() != right.length()) {
            return Integer.compare(left.length(), right.length());
        }
        int order = left.compareTo(right);
        return order != 0 ? order : Integer.compare(a.length(), b.length());
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && digit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean digit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}

package io.stackctl.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The name that somebody may have meant. */
public final class Nearest {
    /** Edits from which on two names have nothing to do with each other. */
    private static final int TOO_FAR = 3;

    private Nearest() {}

    /** The closest of the names, if one is close; of two equally close ones the first in alphabetical order. */
    public static Optional<String> to(String meant, Stream<String> names) {
        int limit = meant.length() < 4 ? TOO_FAR - 1 : TOO_FAR;
        return names.sorted()
                .distinct()
                .map(name -> new Candidate(name, distance(lower(meant), lower(name))))
                .filter(candidate -> candidate.distance < limit)
                .min((a, b) -> Integer.compare(a.distance, b.distance))
                .map(Candidate::name);
    }

    private record Candidate(String name, int distance) {}

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's: the fewest letters to insert, take away or replace. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}

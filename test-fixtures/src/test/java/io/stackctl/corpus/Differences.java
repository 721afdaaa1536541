package io.stackctl.corpus;

import io.stackctl.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The list of differences from the peer, {@code corpus/differences.txt}: cases that differ for a reason, reasons for
 * which our own reading accepts what the peer refuses, and keys that it keeps and the peer drops.
 */
final class Differences {
    private static final String WIDER = "wider";
    private static final String ADDED = "added";
    private static final int WORDS = 4;

    private final Map<String, String> cases = new TreeMap<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final Set<String> added = new TreeSet<>();

    private Differences() {}

    /**
     * An error of the peer's reading that ours does not have.
     *
     * @param message an expression that the beginning of its message matches
     */
    private record Reason(String code, Pattern message) {
        boolean explains(Diagnostic error) {
            return error.code().slug().equals(code)
                    && message.matcher(error.message()).lookingAt();
        }
    }

    /** The lines {@code list case reason} of these lists, and all {@code wider code message} and {@code added key}. */
    static Differences of(Set<String> lists) throws IOException {
        Differences differences = new Differences();
        try (InputStream in = Differences.class.getResourceAsStream("/corpus/differences.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String[] words = line.split("\\s+", WORDS);
                if (words.length == WORDS && words[0].equals(WIDER)) {
                    differences.reasons.add(new Reason(words[1], Pattern.compile(words[2])));
                } else if (words.length >= WORDS - 1 && words[0].equals(ADDED)) {
                    differences.added.add(words[1]);
                } else if (words.length >= WORDS - 1 && lists.contains(words[0])) {
                    differences.cases.put(words[1], line);
                }
            }
        }
        return differences;
    }

    boolean names(CorpusCase one) {
        return cases.containsKey(one.id());
    }

    /** Whether all that differs are keys that our own reading keeps and the peer drops. */
    boolean explainsKeys(List<String> details) {
        return details.stream()
                .allMatch(detail -> added.stream().anyMatch(key -> detail.endsWith(": unexpected key " + key)));
    }

    /** The errors that no listed reason explains. */
    List<String> unexplained(List<Diagnostic> errors) {
        return errors.stream()
                .filter(error -> reasons.stream().noneMatch(reason -> reason.explains(error)))
                .map(error -> error.code() + " " + error.message())
                .toList();
    }
}

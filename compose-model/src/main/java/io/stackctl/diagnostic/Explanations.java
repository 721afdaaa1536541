package io.stackctl.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The entries of {@code docs/diagnostics.md}, which travels with the program: one text for page and command. */
public final class Explanations {
    private static final String RESOURCE = "/io/stackctl/docs/diagnostics.md";
    private static final String HEADING = "## ";

    private Explanations() {}

    /** The entry of a code: what it means, an example, the remedy. */
    public static String of(Code code) {
        String text = text();
        int start = text.indexOf("\n" + HEADING + code.slug() + "\n");
        if (start < 0) {
            throw new IllegalStateException("docs/diagnostics.md has no entry for " + code);
        }
        int end = text.indexOf("\n" + HEADING, start + 1);
        return text.substring(start + 1, end < 0 ? text.length() : end).strip() + "\n";
    }

    /** The codes that have an entry, in the order of the page. */
    public static List<String> codes() {
        List<String> codes = new ArrayList<>();
        text().lines()
                .filter(line -> line.startsWith(HEADING))
                .forEach(line -> codes.add(line.substring(HEADING.length())));
        return codes;
    }

    private static String text() {
        try (InputStream in = Explanations.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

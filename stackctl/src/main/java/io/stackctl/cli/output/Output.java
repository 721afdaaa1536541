package io.stackctl.cli.output;

import java.util.Optional;

/** How the user wants a list: docker's {@code --format}, or our {@code -o}. */
public sealed interface Output {
    /** A table, of the layout's own columns or of those in the template. */
    record Table(Optional<String> template) implements Output {}

    /** Each row through a template, a line break after it. */
    record Template(String text) implements Output {}

    /** Docker's {@code raw}: a line for each field. */
    record Raw() implements Output {}

    /** One JSON object a line, as docker prints it. */
    record JsonLines() implements Output {}

    /** One JSON document. */
    record Json() implements Output {}

    /** One YAML document. */
    record Yaml() implements Output {}

    /** What docker's {@code --format} means; empty is the default table. */
    static Output ofFormat(String format) {
        if (format.isEmpty() || format.equals("table")) {
            return new Table(Optional.empty());
        }
        if (format.startsWith("table ")) {
            return new Table(Optional.of(format.substring("table ".length())));
        }
        return switch (format) {
            case "json" -> new JsonLines();
            case "raw" -> new Raw();
            default -> new Template(format);
        };
    }
}

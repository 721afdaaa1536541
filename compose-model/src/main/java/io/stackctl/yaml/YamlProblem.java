package io.stackctl.yaml;

import java.util.Optional;

/**
 * Something wrong with the text as YAML.
 *
 * @param related a second place that explains the first: where a key was defined before
 */
public record YamlProblem(Kind kind, String message, Span span, Optional<Span> related) {
    public enum Kind {
        ENCODING,
        SYNTAX,
        DUPLICATE_KEY,
        NON_TEXT_KEY,
        MERGE,
        ALIAS,
        EXPANSION,
        DEPTH,
        NUMBER,
        TAG,
        EXTRA_DOCUMENT
    }
}

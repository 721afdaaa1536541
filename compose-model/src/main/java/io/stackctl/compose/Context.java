package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import java.util.Optional;

/**
 * What forms need from the outside.
 *
 * @param directory the absolute directory that relative paths of all files start from
 */
record Context(
        ComposeVersion version,
        Reading reading,
        String directory,
        Environment environment,
        Files files,
        Diagnostics.Collector diagnostics) {
    Optional<Yaml> refuse(Span span, Code code, String message, String label) {
        diagnostics.add(Diagnostic.at(span, code, message).withLabel(label));
        return Optional.empty();
    }

    void warn(Span span, Code code, String message, String label) {
        diagnostics.add(Diagnostic.at(span, code, message).withLabel(label));
    }

    /** The path with a leading {@code ~} replaced by the user's home, and absolute. */
    String absolute(String path) {
        return PathNames.resolve(directory, path);
    }
}

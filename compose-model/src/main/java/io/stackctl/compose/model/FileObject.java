package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A top-level secret or config.
 *
 * @param file absolute path of its content; absent for external ones and for those of a driver
 * @param content in place of a file: the text in the compose file, or that of the variable
 * @param variable that holds the content
 */
public record FileObject(
        String key,
        Span span,
        boolean external,
        Optional<Located<String>> name,
        Optional<Located<String>> file,
        Optional<Located<String>> content,
        Optional<Located<String>> variable,
        Optional<Located<String>> driver,
        SortedMap<String, String> driverOptions,
        SortedMap<String, String> labels,
        Optional<String> templateDriver) {
    /** The content may be secret. */
    @Override
    public String toString() {
        return key + " at " + span;
    }
}

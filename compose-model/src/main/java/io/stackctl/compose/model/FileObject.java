package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A top-level secret or config.
 *
 * @param file absolute path of its content; absent for external ones and for those of a driver
 */
public record FileObject(
        String key,
        Span span,
        boolean external,
        Optional<Located<String>> name,
        Optional<Located<String>> file,
        Optional<Located<String>> driver,
        SortedMap<String, String> driverOptions,
        SortedMap<String, String> labels,
        Optional<String> templateDriver) {}

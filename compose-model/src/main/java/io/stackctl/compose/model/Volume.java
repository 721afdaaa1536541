package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.util.Optional;
import java.util.SortedMap;

/** A top-level volume. {@code name}: the exact name it has, or shall have, on each node. */
public record Volume(
        String key,
        Span span,
        boolean external,
        Optional<Located<String>> name,
        Optional<String> driver,
        SortedMap<String, String> driverOptions,
        SortedMap<String, String> labels) {}

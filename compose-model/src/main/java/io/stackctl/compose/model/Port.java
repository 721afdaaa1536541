package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.util.Optional;

/** One published port. */
public record Port(
        Span span,
        Optional<Long> target,
        Optional<Long> published,
        Optional<Located<String>> protocol,
        Optional<Located<String>> mode,
        Optional<String> hostAddress) {}

package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.util.Optional;

/** That a service finds a secret or a config as a file. */
public record FileUse(
        Span span,
        Located<String> source,
        Optional<Located<String>> target,
        Optional<String> user,
        Optional<String> group,
        Optional<Long> mode) {}

package io.stackctl.compose.model;

import java.util.Optional;
import java.util.SortedMap;

/** Where a container's output goes. */
public record Logging(Optional<String> driver, SortedMap<String, String> options) {}

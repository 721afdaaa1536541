package io.stackctl.compose.model;

import io.stackctl.yaml.Span;

/** A value and the place it was written at. */
public record Located<T>(T value, Span span) {}

package io.stackctl.plan;

/** A service whose live spec is not the one of the stack's current revision: somebody changed it by itself. */
public record Drift(String service, FieldChange field) {}

package io.stackctl.compose.model;

import io.stackctl.spec.ServiceSpec.Dependencies.Condition;

/**
 * Another service that a service waits for before its first start.
 *
 * @param required whether the other service should be in the file
 */
public record Dependency(Located<String> service, Condition condition, boolean required) {}

package io.stackctl.cli;

/** What {@code -o} takes. */
enum OutputChoice {
    TABLE,
    JSON,
    YAML
}

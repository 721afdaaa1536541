package io.stackctl.cli;

/** When output is coloured. */
enum ColourChoice {
    AUTO,
    ALWAYS,
    NEVER
}

package io.stackctl.cli;

/** How a wait is shown on stderr. AUTO: TTY on a terminal, else PLAIN. */
enum ProgressChoice {
    AUTO,
    TTY,
    PLAIN,
    JSON,
    QUIET
}

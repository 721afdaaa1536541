package io.stackctl.cli;

import picocli.CommandLine.Option;

/** Ids alone. */
final class QuietOption {
    @Option(
            names = {"-q", "--quiet"},
            arity = "0..1",
            fallbackValue = "true",
            description = "Only display IDs")
    boolean quiet;
}

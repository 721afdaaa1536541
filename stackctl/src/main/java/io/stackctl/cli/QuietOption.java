package io.stackctl.cli;

import picocli.CommandLine.Option;

/** Ids alone. */
final class QuietOption {
    @Option(
            names = {"-q", "--quiet"},
            description = "Only display IDs")
    boolean quiet;
}

package io.stackctl.cli;

import picocli.CommandLine.Option;

/** Every command explains itself. */
final class HelpOption {
    @Option(names = "--help", usageHelp = true, description = "Show this text")
    boolean asked;
}

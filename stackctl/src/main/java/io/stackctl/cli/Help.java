package io.stackctl.cli;

import picocli.CommandLine;

/** The text of {@code --help}. */
final class Help {
    private Help() {}

    static String of(CommandLine line) {
        return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}

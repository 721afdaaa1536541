package io.stackctl.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Conditions that narrow a list. */
final class FilterOption {
    @Option(
            names = {"-f", "--filter"},
            paramLabel = "NAME=VALUE",
            description = "Filter output based on conditions provided")
    List<String> flags = new ArrayList<>();
}

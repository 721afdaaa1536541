package io.stackctl.cli;

import io.stackctl.cli.output.Output;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a list is printed. */
final class FormatOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Format: table, 'table TEMPLATE', json (an object a line), raw where there is one, or a Go template")
    String format = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            description = "Print one document: table, json or yaml")
    @Nullable
    OutputChoice output;

    Output output() throws CommandException {
        var choice = Optional.ofNullable(output);
        if (choice.isPresent() && !format.isEmpty()) {
            throw CommandException.error("--format and -o cannot be used together");
        }
        return choice.map(FormatOptions::of).orElseGet(() -> Output.ofFormat(format));
    }

    private static Output of(OutputChoice choice) {
        return switch (choice) {
            case TABLE -> new Output.Table(Optional.empty());
            case JSON -> new Output.Json();
            case YAML -> new Output.Yaml();
        };
    }
}

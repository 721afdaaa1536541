package io.stackctl.cli;

import io.stackctl.cli.output.Output;
import io.stackctl.cli.output.Yaml;
import io.stackctl.cli.template.GoTemplate;
import io.stackctl.cli.template.Json;
import io.stackctl.cli.template.Value;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How objects are shown in full. */
final class InspectOptions {
    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Option(names = "-f", paramLabel = "FORMAT", description = "The same as --format")
    private String shortFormat = "";

    @Option(names = "--pretty", description = "Print the information in a human friendly format")
    private boolean pretty;

    /** Refuses flags that do not go together, before anything is asked. */
    void check() throws CommandException {
        format.format = format.format.isEmpty() ? shortFormat : format.format;
        if (pretty && !format.format.isEmpty()) {
            throw CommandException.error("--format is incompatible with human friendly format");
        }
        format.output();
    }

    /** {@code details}: an object as a tree; {@code prettily}: as lines for people. */
    <T> String print(List<T> objects, Function<T, Value.Struct> details, Function<T, String> prettily)
            throws CommandException {
        if (pretty || format.format.equals("pretty")) {
            return String.join("\n", objects.stream().map(prettily).toList());
        }
        var values = new Value.Items(
                objects.stream().map(object -> (Value) details.apply(object)).toList());
        return switch (format.output()) {
            case Output.Yaml _ -> Yaml.write(values);
            case Output.JsonLines _ -> Json.compact(values) + "\n";
            case Output.Template(var text) -> templated(text, values);
            case Output.Table _, Output.Json _, Output.Raw _ -> Json.indented(values) + "\n";
        };
    }

    private static String templated(String text, Value.Items values) {
        var template = GoTemplate.parse(text);
        var out = new StringBuilder();
        values.items().forEach(value -> out.append(template.apply(value)).append('\n'));
        return out.toString();
    }
}

package io.stackctl.cli;

import io.stackctl.cli.client.Answers.StoredContent;
import io.stackctl.cli.client.ContentKind;
import io.stackctl.cli.listing.ContentDetails;
import io.stackctl.cli.output.Output;
import io.stackctl.cli.output.Yaml;
import io.stackctl.cli.template.GoTemplate;
import io.stackctl.cli.template.Json;
import io.stackctl.cli.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl secret inspect} and {@code stackctl config inspect}. */
final class InspectContentCommand implements Callable<Integer> {
    private final CommandContext context;
    private final ContentKind kind;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names or IDs")
    private final List<String> names = new ArrayList<>();

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Option(names = "-f", paramLabel = "FORMAT", description = "The same as --format")
    private String shortFormat = "";

    @Option(names = "--pretty", description = "Print the information in a human friendly format")
    private boolean pretty;

    InspectContentCommand(CommandContext context, ContentKind kind) {
        this.context = context;
        this.kind = kind;
    }

    @Override
    public Integer call() throws Exception {
        format.format = format.format.isEmpty() ? shortFormat : format.format;
        if (pretty && !format.format.isEmpty()) {
            throw CommandException.error("--format is incompatible with human friendly format");
        }
        Output output = format.output();
        try (var client = context.connect()) {
            var answer = client.contents(kind, names);
            context.print(print(answer.contents(), output));
            if (!answer.notFound().isEmpty()) {
                context.terminal().flush();
                var known = client.contents(kind, List.of()).contents();
                throw CommandException.error(String.join(
                        "\n",
                        answer.notFound().stream()
                                .map(name -> ContentNames.missing(kind, name, known))
                                .toList()));
            }
        }
        return ExitCode.SUCCESS.number();
    }

    private String print(List<StoredContent> contents, Output output) {
        var values = new Value.Items(contents.stream()
                .map(content -> (Value) ContentDetails.of(kind, content))
                .toList());
        if (pretty || format.format.equals("pretty")) {
            return String.join(
                    "\n",
                    contents.stream()
                            .map(content -> ContentDetails.pretty(kind, content))
                            .toList());
        }
        return switch (output) {
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

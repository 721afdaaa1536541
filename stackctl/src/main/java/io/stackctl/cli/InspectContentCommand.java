package io.stackctl.cli;

import io.stackctl.cli.client.ContentKind;
import io.stackctl.cli.listing.ContentDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl secret inspect} and {@code stackctl config inspect}. */
final class InspectContentCommand implements Callable<Integer> {
    private final CommandContext context;
    private final ContentKind kind;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names or IDs")
    private final List<String> names = new ArrayList<>();

    @Mixin
    private final InspectOptions options = new InspectOptions();

    InspectContentCommand(CommandContext context, ContentKind kind) {
        this.context = context;
        this.kind = kind;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        try (var client = context.connect()) {
            var answer = client.contents(kind, names);
            context.print(options.print(
                    answer.contents(),
                    content -> ContentDetails.of(kind, content),
                    content -> ContentDetails.pretty(kind, content)));
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
}

package io.stackctl.cli;

import io.stackctl.cli.listing.ContextRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl context inspect}. */
@Command(
        description = "Display detailed information on one or more contexts",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl context inspect", "  stackctl context inspect --format '{{.Endpoint}}' production"})
final class InspectContextsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Names of contexts (default: the current one)")
    private final List<String> names = new ArrayList<>();

    @Mixin
    private final InspectOptions options = new InspectOptions();

    InspectContextsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        var current = ShowContextCommand.shown(context);
        var wanted = names.isEmpty() ? List.of(current) : names;
        var found = new ArrayList<NamedContexts.NamedContext>();
        for (var name : wanted) {
            found.add(context.contexts().find(name));
        }
        context.print(options.print(
                found,
                named -> ContextRows.of(
                        named.name(),
                        named.description(),
                        named.host().toString(),
                        named.name().equals(current)),
                named -> "Name: " + named.name() + "\nDescription: " + named.description() + "\nEndpoint: "
                        + named.host() + "\n"));
        return ExitCode.SUCCESS.number();
    }
}

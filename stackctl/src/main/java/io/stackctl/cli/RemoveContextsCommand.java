package io.stackctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl context rm}. */
@Command(
        description = "Remove one or more contexts",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl context rm staging", "  stackctl context rm --force production"})
final class RemoveContextsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of contexts")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--force"},
            description = "Force the removal of a context in use")
    private boolean force;

    RemoveContextsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var contexts = context.contexts();
        for (var name : names) {
            boolean inUse = name.equals(contexts.current()) && !name.equals(NamedContexts.DEFAULT);
            if (inUse && !force) {
                throw CommandException.error("context \"" + name + "\" is in use, set -f flag to force remove");
            }
            contexts.remove(name);
            if (inUse) {
                contexts.use(NamedContexts.DEFAULT);
            }
            context.printLine(name);
        }
        return ExitCode.SUCCESS.number();
    }
}

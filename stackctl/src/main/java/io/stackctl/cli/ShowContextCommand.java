package io.stackctl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code stackctl context show}. */
@Command(
        description = "Print the name of the current context",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl context show"})
final class ShowContextCommand implements Callable<Integer> {
    private final CommandContext context;

    ShowContextCommand(CommandContext context) {
        this.context = context;
    }

    /** A host that was named wins over any context; docker calls that the default one as well. */
    static String shown(CommandContext context) throws CommandException {
        var globals = context.globals();
        if (!globals.context.isEmpty()) {
            return globals.context;
        }
        var variable = context.environment().getOrDefault(GlobalOptions.CONTEXT_VARIABLE, "");
        if (globals.host.isEmpty() && !variable.isEmpty()) {
            return variable;
        }
        boolean named = !globals.host.isEmpty()
                || !context.environment()
                        .getOrDefault(GlobalOptions.HOST_VARIABLE, "")
                        .isEmpty();
        return named ? NamedContexts.DEFAULT : context.contexts().current();
    }

    @Override
    public Integer call() throws Exception {
        context.printLine(shown(context));
        return ExitCode.SUCCESS.number();
    }
}

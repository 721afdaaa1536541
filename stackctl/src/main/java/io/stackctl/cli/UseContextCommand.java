package io.stackctl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stackctl context use}. */
@Command(
        description = "Set the context of the commands to come",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl context use production", "  stackctl context use default"})
final class UseContextCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "NAME", description = "Name of the context")
    private String name = "";

    UseContextCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        context.contexts().use(name);
        context.printLine(name);
        context.tell("Current context is now \"" + name + "\"");
        for (var variable : new String[] {GlobalOptions.HOST_VARIABLE, GlobalOptions.CONTEXT_VARIABLE}) {
            if (!context.environment().getOrDefault(variable, "").isEmpty()) {
                context.tell("Warning: " + variable + " environment variable overrides the active context. To use \""
                        + name + "\", unset it.");
            }
        }
        return ExitCode.SUCCESS.number();
    }
}

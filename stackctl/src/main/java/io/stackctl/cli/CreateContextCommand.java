package io.stackctl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl context create}: the host is the one of {@code --host}. */
@Command(
        description = "Create a context: a name for the cluster that --host reaches",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl context create production --host ssh://root@manager1",
            "  stackctl context use production",
            "",
            "The context is a file in $STACKCTL_CONFIG (default: $XDG_CONFIG_HOME/stackctl, or ~/.config/stackctl)."
        })
final class CreateContextCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "NAME", description = "Name of the context")
    private String name = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "Description of the context")
    private String description = "";

    CreateContextCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        NamedContexts.check(name);
        if (context.globals().host.isEmpty()) {
            throw CommandException.error("name the host of the context: --host ssh://[USER@]HOST or unix:///PATH");
        }
        context.contexts()
                .create(new NamedContexts.NamedContext(
                        name, description, GlobalOptions.parsed(context.globals().host)));
        context.printLine(name);
        context.tell("Successfully created context \"" + name + "\"");
        return ExitCode.SUCCESS.number();
    }
}

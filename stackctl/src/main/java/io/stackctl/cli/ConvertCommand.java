package io.stackctl.cli;

import io.stackctl.convert.EngineRequests;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl convert}: the stack as requests of the Engine API. */
@Command(
        description = "Output the Engine API requests that would create a stack, as JSON",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl convert -c docker-compose.yml demo",
            "  stackctl convert --compat -c docker-compose.yml demo",
            "",
            "Ids of secrets and configs are placeholders: a cluster gives them. Contents are in the output."
        })
final class ConvertCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "STACK", description = "Name of the stack")
    private String stack = "";

    @Mixin
    private final ComposeFileOption compose = new ComposeFileOption();

    @Mixin
    private final ReadingOption reading = new ReadingOption();

    ConvertCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandException {
        StackNames.check(stack);
        var input = new ComposeInput(context, compose, reading.chosen());
        var file = input.forDeploy();
        context.print(EngineRequests.print(input.converted(stack, file), file));
        return ExitCode.SUCCESS.number();
    }
}

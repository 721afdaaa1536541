package io.stackctl.cli;

import io.stackctl.convert.StackExport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stackctl export}. */
@Command(
        description = "Output a stack as it is now as a Compose file",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl export demo > docker-compose.yml",
            "",
            "Deploying the file changes nothing, and docker stack takes it too. Secrets and configs are external in it,",
            "under their names in the cluster: their contents stay there. What no file can say is told on stderr."
        })
final class ExportCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "STACK", description = "Name of the stack")
    private String stack = "";

    ExportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        StackNames.check(stack);
        try (var client = context.connect()) {
            var exported = StackExport.of(client.describe(stack));
            context.print(exported.file());
            exported.warnings().forEach(context::tell);
        }
        return ExitCode.SUCCESS.number();
    }
}

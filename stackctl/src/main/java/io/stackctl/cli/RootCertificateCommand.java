package io.stackctl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code stackctl swarm ca}. */
@Command(
        description = "Display the root certificate of the swarm",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl swarm ca"})
final class RootCertificateCommand implements Callable<Integer> {
    private final CommandContext context;

    RootCertificateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var client = context.connect()) {
            context.print(client.swarm().cluster().root());
        }
        return ExitCode.SUCCESS.number();
    }
}

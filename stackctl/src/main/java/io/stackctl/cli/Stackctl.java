package io.stackctl.cli;

import io.stackctl.cli.client.ClusterException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The root of all commands, and the start of the process. */
@Command(
        name = "stackctl",
        description = "Deploys compose stacks to a cluster of Docker Engines.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm init",
            "  stackctl deploy -c docker-compose.yml demo",
            "  stackctl ps demo",
            "",
            "Run 'stackctl COMMAND --help' for more information on a command."
        })
final class Stackctl implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = {"-v", "--version"},
            description = "Print the version")
    private boolean version;

    Stackctl(CommandContext context) {
        this.context = context;
    }

    public static void main(String[] arguments) throws IOException {
        var context = CommandContext.ofProcess();
        var training = System.getProperty(TrainingRun.PROPERTY);
        int code = training == null ? run(context, arguments) : TrainingRun.of(context, Path.of(training));
        context.terminal().flush();
        System.exit(code);
    }

    /** Runs one command line; what it throws is told in one place. */
    static int run(CommandContext context, String... arguments) {
        var line = CommandTree.build(context, arguments);
        Converters.registerWith(line);
        line.setOverwrittenOptionsAllowed(true);
        line.setPosixClusteredShortOptionsAllowed(true);
        line.setParameterExceptionHandler((error, _) -> {
            context.tell(UsageErrors.text(error));
            return ExitCode.ERROR.number();
        });
        line.setExecutionExceptionHandler((failure, _, _) -> {
            var report = ErrorReport.of(failure);
            context.tell(report.text());
            if (failure instanceof ClusterException) {
                context.workflow()
                        .ifPresent(commands -> commands.annotate("error", Optional.empty(), "stackctl", report.text()));
            }
            return report.code().number();
        });
        line.setOut(writer(context.terminal().out()));
        line.setErr(writer(context.terminal().err()));
        return line.execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public Integer call() {
        if (version) {
            context.printLine(Version.line());
        } else {
            context.print(Help.of(CommandTree.build(context)));
        }
        return ExitCode.SUCCESS.number();
    }
}

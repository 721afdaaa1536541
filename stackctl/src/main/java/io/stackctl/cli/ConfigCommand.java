package io.stackctl.cli;

import io.stackctl.compose.ConfigPrinter;
import io.stackctl.compose.Reading;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stackctl config -c}: the compose file as it is understood. With a verb it is the group of config objects. */
@Command(
        description = "Output the final compose file, after merges and interpolation; or manage configs",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl config -c docker-compose.yml",
            "  stackctl config -c base.yml -c production.yml --skip-interpolation",
            "  stackctl config ls"
        })
final class ConfigCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final ComposeFileOption compose = new ComposeFileOption();

    @Mixin
    private final ReadingOption reading = new ReadingOption();

    @Option(names = "--skip-interpolation", description = "Skip interpolation and output only merged config")
    private boolean skipInterpolation;

    ConfigCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandException {
        var file = new ComposeInput(context, compose, reading.chosen()).forDisplay(!skipInterpolation);
        boolean replaced = !skipInterpolation && reading.chosen() == Reading.OURS;
        context.print(replaced ? ConfigPrinter.printReplaced(file) : ConfigPrinter.print(file));
        return ExitCode.SUCCESS.number();
    }
}

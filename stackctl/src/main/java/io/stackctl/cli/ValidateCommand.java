package io.stackctl.cli;

import io.stackctl.diagnostic.DiagnosticJson;
import io.stackctl.diagnostic.DiagnosticPrinter;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Palette;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl validate}: every mistake of the files, without a cluster. */
@Command(
        description = "Check Compose files without a cluster",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl validate -c docker-compose.yml",
            "  stackctl validate --strict -o json -c docker-compose.yml demo",
            "",
            "Exit codes: 0 no errors; 1 errors, or warnings with --strict. 'stackctl explain CODE' tells more."
        })
final class ValidateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "STACK", arity = "0..1", description = "Name of the stack; without it the file's own")
    private String stack = "";

    @Mixin
    private final ComposeFileOption compose = new ComposeFileOption();

    @Mixin
    private final ReadingOption reading = new ReadingOption();

    @Option(names = "--strict", description = "Warnings are errors")
    private boolean strict;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Format of the output: text, json or lines (default: text)")
    private String output = "text";

    ValidateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandException {
        if (!stack.isEmpty()) {
            StackNames.check(stack);
        }
        Optional<String> name = Optional.of(stack).filter(given -> !given.isEmpty());
        Diagnostics found = new ComposeInput(context, compose, reading.chosen()).check(name);
        DiagnosticAnnotations.tell(context, found);
        switch (output) {
            case "text" -> {
                if (!found.all().isEmpty()) {
                    var printer = new DiagnosticPrinter(context.colour() ? Palette.ANSI : Palette.PLAIN);
                    context.tell(printer.print(found).stripTrailing());
                }
            }
            case "lines" -> {
                var printer = new DiagnosticPrinter(Palette.PLAIN);
                found.all().forEach(diagnostic -> context.printLine(printer.printLine(diagnostic)));
            }
            case "json" -> context.print(DiagnosticJson.print(found));
            default -> throw CommandException.error("invalid option " + output + " for flag --output");
        }
        boolean refused = found.hasErrors() || (strict && !found.warnings().isEmpty());
        return (refused ? ExitCode.ERROR : ExitCode.SUCCESS).number();
    }
}

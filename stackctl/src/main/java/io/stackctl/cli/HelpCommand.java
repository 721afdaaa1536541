package io.stackctl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stackctl help}. */
@Command(
        description = "Show the help of a command",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl help deploy", "  stackctl help secret create"})
final class HelpCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Words of the command")
    private final List<String> words = new ArrayList<>();

    HelpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandException {
        var line = CommandTree.build(context, words.toArray(String[]::new));
        for (String word : words) {
            var next = line.getSubcommands().get(word);
            if (next == null) {
                throw CommandException.error("unknown command: stackctl " + String.join(" ", words));
            }
            line = next;
        }
        context.print(Help.of(line));
        return ExitCode.SUCCESS.number();
    }
}

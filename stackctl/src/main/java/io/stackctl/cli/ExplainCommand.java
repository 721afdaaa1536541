package io.stackctl.cli;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Explanations;
import io.stackctl.diagnostic.Suggestion;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stackctl explain}: what a code of a message means. */
@Command(
        description = "Explain the code of an error or warning about Compose files; without a code, list them",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl explain unknown-key", "  stackctl explain"})
final class ExplainCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "CODE", arity = "0..1", description = "The code, as in error[unknown-key]")
    private String code = "";

    ExplainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandException {
        if (code.isEmpty()) {
            Explanations.codes().forEach(context::printLine);
            return ExitCode.SUCCESS.number();
        }
        Optional<Code> known = Code.of(code);
        if (known.isEmpty()) {
            String near = Suggestion.didYouMean(code, Explanations.codes())
                    .map(text -> "; " + text.replace("`", "\""))
                    .orElse("; 'stackctl explain' lists all");
            throw CommandException.error("no code \"" + code + "\"" + near);
        }
        context.print(Explanations.of(known.get()));
        return ExitCode.SUCCESS.number();
    }
}

package io.stackctl.cli;

import io.stackctl.cli.progress.Expectation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl rollback}. */
@Command(
        description = "Take a whole stack back to an earlier revision, and wait until it has converged",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl rollback demo",
            "  stackctl rollback --to 42 -m 'checkout is slow' demo",
            "",
            "Services with their images, and the secrets and configs they had, go back together, as a new revision.",
            "Exit codes: 0 converged; 4 failed; 5 timeout; 7 locked or superseded; 130 interrupted."
        })
final class RollbackCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "STACK", description = "Name of the stack")
    private String stack = "";

    @Option(
            names = "--to",
            paramLabel = "N",
            description = "Revision to restore (default: the newest before the current one that settled)")
    private long to;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "A message for the history")
    private String message = "";

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Mixin
    private final LockOption locking = new LockOption();

    RollbackCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        StackNames.check(stack);
        if (to < 0) {
            throw CommandException.error("--to takes the number of a revision, as history shows it");
        }
        var printer = wait.printer(context, stack);
        try (var client = context.connect();
                var lock = locking.take(
                        context,
                        client,
                        List.of(stack),
                        "rollback",
                        text -> printer.remark(text, context.clock().instant()))) {
            var begun = client.rollback(stack, to, StackInput.author(context), message, lock);
            if (wait.detach) {
                return ExitCode.SUCCESS.number();
            }
            var expected = Expectation.of(begun).goingBack();
            return new DeployWait(context, client, new AwaitedStack(stack), expected, printer, wait.limit())
                    .run()
                    .number();
        }
    }
}

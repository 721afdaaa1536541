package io.stackctl.cli;

import io.stackctl.cli.client.Questions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl diff}. */
@Command(
        description = "Show what a deploy would change, and what that does to the tasks; changes nothing",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl diff -c docker-compose.yml demo",
            "  stackctl diff -c docker-compose.yml --exit-code -o markdown demo",
            "",
            "Exit codes: 0 shown; 2 with --exit-code when there are changes; 6 cannot be placed. The manager computes",
            "the plan with the code that applies it: deploy --plan ID, with the same options, does exactly this."
        })
final class DiffCommand implements Callable<Integer> {
    /** How a plan is printed. */
    enum Look {
        TEXT,
        JSON,
        MARKDOWN
    }

    private final CommandContext context;

    @Parameters(paramLabel = "STACK", description = "Name of the stack")
    private String stack = "";

    @Mixin
    private final StackInput input = new StackInput();

    @Option(names = "--allow-pending", description = "Show the plan also when no known node can take a task")
    private boolean allowPending;

    @Option(names = "--exit-code", description = "End with 2 when there are changes")
    private boolean exitCode;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json|markdown",
            description = "Look of the plan (default: text)")
    private Look look = Look.TEXT;

    DiffCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var conduct = new Questions.Conduct("", Optional.empty(), 0);
        var question = input.question(context, stack, allowPending, "", conduct);
        try (var client = context.connect()) {
            var plan = client.plan(question);
            context.print(
                    switch (look) {
                        case TEXT -> PlanPrinter.text(plan, input.nowHonoured());
                        case MARKDOWN -> PlanPrinter.markdown(plan, input.nowHonoured());
                        case JSON -> PlanJson.of(plan, input.nowHonoured());
                    });
            return (exitCode && plan.to() != plan.from() ? ExitCode.CHANGES : ExitCode.SUCCESS).number();
        }
    }
}

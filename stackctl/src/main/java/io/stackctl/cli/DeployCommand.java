package io.stackctl.cli;

import io.stackctl.cli.client.Answers.Deployed;
import io.stackctl.cli.client.Answers.PlanStep;
import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.Questions;
import io.stackctl.cli.client.StackLock;
import io.stackctl.cli.output.NaturalOrder;
import io.stackctl.cli.progress.Expectation;
import io.stackctl.cli.progress.ProgressPrinter;
import io.stackctl.cli.progress.ProgressPrinters;
import io.stackctl.cluster.StackRevision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl deploy}. */
@Command(
        description = "Deploy a new stack or update an existing stack, and wait until it has converged",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl deploy -c docker-compose.yml demo",
            "  stackctl deploy -c base.yml -c production.yml --prune --timeout 5m demo",
            "  stackctl deploy -c docker-compose.yml --plan 7d1c0a52b1e94f30 -m 'release 1.4.2' demo",
            "",
            "Exit codes: 0 converged; 3 rolled back; 4 failed, not rolled back; 5 timeout; 6 cannot be placed;",
            "7 locked, stale plan or superseded; 130 interrupted. After 5 and 130 the rollout goes on in the cluster."
        })
final class DeployCommand implements Callable<Integer> {
    /** Docker's order. */
    private static final List<String> KINDS = List.of("network", "secret", "config", "service");

    private final CommandContext context;

    @Parameters(paramLabel = "STACK", description = "Name of the stack")
    private String stack = "";

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Mixin
    private final StackInput input = new StackInput();

    @Mixin
    private final LockOption locking = new LockOption();

    @Option(
            names = "--plan",
            paramLabel = "ID",
            description = "Apply exactly the plan that diff showed under this id, or end with 7 and change nothing")
    private String plan = "";

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "A message for the history")
    private String message = "";

    @Option(
            names = "--on-failure",
            paramLabel = "ACTION",
            description = "rollback, pause or keep, instead of what each service's update_config says")
    private StackRevision.@Nullable OnFailure onFailure;

    @Option(names = "--keep", paramLabel = "N", description = "Revisions to keep for rollbacks (default: 10)")
    private int keep;

    @Option(names = "--allow-pending", description = "Deploy also what no known node can take now")
    private boolean allowPending;

    @Mixin
    private final ReportOption report = new ReportOption();

    DeployCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        StackNames.check(stack);
        report.check();
        if (keep < 0) {
            throw CommandException.error("--keep takes a number of revisions, 1 or more");
        }
        var conduct = new Questions.Conduct(plan, Optional.ofNullable(onFailure), keep);
        var question = question(conduct);
        input.nowHonoured().forEach(context::tell);
        var places = input.places();
        var look = wait.printer(context, stack, places);
        var printer = report.around(context, look, stack, List.copyOf(places.keySet()));
        try {
            return deploy(question, printer).number();
        } catch (ClusterException | CommandException refused) {
            printer.over(Optional.ofNullable(refused.getMessage()));
            throw refused;
        }
    }

    private Questions.Deploy question(Questions.Conduct conduct) throws CommandException {
        try {
            return input.question(context, stack, allowPending || wait.detach, message, conduct);
        } catch (CommandException refused) {
            var silent = ProgressPrinters.quiet(context.terminal().err());
            report.around(context, silent, stack, List.of()).over(Optional.ofNullable(refused.getMessage()));
            throw refused;
        }
    }

    private ExitCode deploy(Questions.Deploy question, ProgressPrinter printer) throws Exception {
        try (var client = context.connect();
                var lock = lock(client, printer)) {
            var deployed = deploy(client, question, lock, printer);
            tell(deployed);
            if (wait.detach) {
                return ExitCode.SUCCESS;
            }
            var awaited = new AwaitedStack(stack);
            return new DeployWait(context, client, awaited, Expectation.of(deployed), printer, wait.limit()).run();
        }
    }

    private StackLock lock(ClusterClient client, ProgressPrinter printer) throws Exception {
        try (var _ = interruption(printer, "interrupted: nothing was changed")) {
            return locking.take(
                    context,
                    client,
                    List.of(stack),
                    "deploy",
                    text -> printer.remark(text, context.clock().instant()));
        }
    }

    private Deployed deploy(ClusterClient client, Questions.Deploy question, StackLock lock, ProgressPrinter printer)
            throws Exception {
        var unknown = "interrupted: whether the manager took the deploy up, 'stackctl history " + stack + "' tells";
        try (var _ = interruption(printer, unknown)) {
            return client.deploy(question, lock);
        }
    }

    /** The report is written however the deploy ends. */
    private Interruption interruption(ProgressPrinter printer, String text) {
        return new Interruption(() -> {
            context.terminal().err().println("\n" + text);
            printer.over(Optional.of(text));
        });
    }

    /** Docker's lines, on stdout; what stays as it is has none. */
    private void tell(Deployed deployed) {
        deployed.steps().stream()
                .sorted(Comparator.comparing((PlanStep step) -> step.action() != PlanStep.Action.REMOVE)
                        .thenComparingInt(step -> KINDS.indexOf(step.kind()))
                        .thenComparing(PlanStep::name, NaturalOrder.COMPARATOR))
                .forEach(step -> line(step).ifPresent(context::printLine));
        context.terminal().flush();
        deployed.warnings().forEach(context::tell);
    }

    private static Optional<String> line(PlanStep step) {
        String object = step.kind() + " " + step.name();
        return switch (step.action()) {
            case CREATE -> Optional.of("Creating " + object);
            case CHANGE -> Optional.of("Updating " + object + (step.id().isEmpty() ? "" : " (id: " + step.id() + ")"));
            case REMOVE -> Optional.of("Removing " + object);
            case KEEP, UNCHANGED -> Optional.empty();
        };
    }
}

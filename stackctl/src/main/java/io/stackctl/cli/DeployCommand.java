package io.stackctl.cli;

import io.stackctl.cli.client.Answers.Deployed;
import io.stackctl.cli.client.Answers.PlanStep;
import io.stackctl.cli.client.Questions;
import io.stackctl.cli.client.Questions.ResolveImage;
import io.stackctl.cli.output.NaturalOrder;
import io.stackctl.cli.progress.Expectation;
import io.stackctl.cluster.Bytes;
import io.stackctl.convert.FileContent;
import io.stackctl.convert.StackConverter;
import io.stackctl.spec.StackSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
            "",
            "Exit codes: 0 converged; 3 rolled back; 4 failed, not rolled back; 5 timeout; 6 cannot be placed;",
            "7 superseded; 130 interrupted. After 5 and 130 the rollout goes on in the cluster."
        })
final class DeployCommand implements Callable<Integer> {
    /** Docker's order. */
    private static final List<String> KINDS = List.of("network", "secret", "config", "service");

    private final CommandContext context;

    @Parameters(paramLabel = "STACK", description = "Name of the stack")
    private String stack = "";

    @Mixin
    private final ComposeFileOption compose = new ComposeFileOption();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Option(names = "--prune", description = "Prune services that are no longer referenced")
    private boolean prune;

    @Option(
            names = "--resolve-image",
            paramLabel = "WHEN",
            description = "Query the registry to resolve image digests: always, changed or never (default: always)")
    private String resolveImage = "always";

    @Option(names = "--with-registry-auth", description = "Send registry authentication details to the nodes")
    private boolean registryAuth;

    @Option(names = "--allow-pending", description = "Deploy also what no known node can take now")
    private boolean allowPending;

    @Option(
            names = {"-q", "--quiet"},
            description = "Suppress progress output")
    private boolean quiet;

    DeployCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        StackNames.check(stack);
        ResolveImage resolve = resolveImage();
        StackConverter.Converted converted = new ComposeInput(context).forDeploy(stack, compose.given());
        StackSpec spec = converted.stack().orElseThrow();
        SortedMap<String, String> credentials = registryAuth ? RegistryCredentials.of(context, spec) : new TreeMap<>();
        try (var client = context.connect()) {
            Deployed deployed = client.deploy(new Questions.Deploy(
                    spec,
                    contents(converted.secrets()),
                    contents(converted.configs()),
                    prune,
                    resolve,
                    allowPending || wait.detach,
                    context.environment().getOrDefault("USER", System.getProperty("user.name", "")),
                    Optional.empty(),
                    credentials));
            tell(deployed);
            if (wait.detach) {
                return ExitCode.SUCCESS.number();
            }
            var printer = wait.printer(context, stack, quiet);
            return new DeployWait(context, client, stack, Expectation.of(deployed), printer, wait.limit())
                    .run()
                    .number();
        }
    }

    private ResolveImage resolveImage() throws CommandException {
        return switch (resolveImage) {
            case "always" -> ResolveImage.ALWAYS;
            case "changed" -> ResolveImage.CHANGED;
            case "never" -> ResolveImage.NEVER;
            default -> throw CommandException.error("invalid option " + resolveImage + " for flag --resolve-image");
        };
    }

    private static SortedMap<String, Bytes> contents(List<FileContent> files) {
        var contents = new TreeMap<String, Bytes>();
        files.forEach(file -> contents.put(file.name(), Bytes.of(file.bytes())));
        return contents;
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

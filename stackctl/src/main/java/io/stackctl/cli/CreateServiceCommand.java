package io.stackctl.cli;

import io.stackctl.cli.flags.ServiceFlags;
import io.stackctl.compose.model.ImageReference;
import io.stackctl.convert.NewService;
import io.stackctl.spec.Command;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl service create}. Its flags are those of {@link ServiceFlags}. */
@picocli.CommandLine.Command(
        description = "Create a new service, and wait until it has converged; prints its ID",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl service create --replicas 1 --name helloworld alpine ping docker.com",
            "  stackctl service create --name redis --update-delay 10s -p 6379:6379 redis:7"
        })
final class CreateServiceCommand implements Callable<Integer>, CommandTree.Completed {
    private final CommandContext context;
    private final FlagValues flags = new FlagValues(ServiceFlags.ofCreate());

    @Parameters(index = "0", paramLabel = "IMAGE", description = "Image")
    private String image = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "Command and arguments, instead of the image's")
    private final List<String> arguments = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "Service name (default: an invented one)")
    private String name = "";

    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    CreateServiceCommand(CommandContext context) {
        this.context = context;
    }

    /** What follows the image is the container's: no flag of ours is looked for there. */
    @Override
    public void complete(CommandSpec spec) {
        flags.addTo(spec);
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() throws Exception {
        var spec = flags.edited(blank(), context.environment());
        var question = options.question(context, spec, true);
        try (var client = context.connect()) {
            var created = client.createService(question);
            context.printLine(created.id());
            return new ServiceWait(context, client, options.wait)
                    .run("creation", created)
                    .number();
        }
    }

    private ServiceSpec blank() throws CommandException {
        var reference = ImageReference.parse(image)
                .orElseThrow(() -> CommandException.error(
                        "invalid image reference: \"" + image + "\" is not a valid repository/tag"))
                .withTag();
        var spec = NewService.of(name.isEmpty() ? InventedNames.next() : name, reference);
        var container = spec.container();
        return spec.withContainer(container.withCommand(withArguments(container.command())));
    }

    private Command withArguments(Command command) {
        return new Command(
                command.entrypoint(),
                arguments,
                command.environment(),
                command.workingDirectory(),
                command.user(),
                command.groups(),
                command.tty(),
                command.openStdin(),
                command.init());
    }
}

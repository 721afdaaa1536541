package io.stackctl.cli;

import io.stackctl.cli.listing.ServiceDetails;
import io.stackctl.cli.listing.ServiceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl service inspect}. */
@Command(
        description = "Display detailed information on one or more services",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl service inspect --pretty helloworld",
            "  stackctl service inspect --format '{{.Spec.Mode.Replicated.Replicas}}' helloworld"
        })
final class InspectServiceCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "SERVICE", description = "Names or IDs of services")
    private final List<String> services = new ArrayList<>();

    @Mixin
    private final InspectOptions options = new InspectOptions();

    InspectServiceCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        var now = context.clock().instant();
        try (var client = context.connect()) {
            var answer = client.services(Optional.empty(), services);
            context.print(
                    options.print(answer.services(), ServiceDetails::of, service -> ServiceSummary.of(service, now)));
            ServiceNames.refuse(context, client, answer.notFound());
        }
        return ExitCode.SUCCESS.number();
    }
}

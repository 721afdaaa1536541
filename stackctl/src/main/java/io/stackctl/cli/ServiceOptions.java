package io.stackctl.cli;

import io.stackctl.cli.client.Questions;
import io.stackctl.spec.ServiceSpec;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a service is made or changed: the same for {@code service create} and {@code service update}. */
final class ServiceOptions {
    @Mixin
    final WaitOptions wait = new WaitOptions();

    @Option(
            names = "--no-resolve-image",
            description = "Do not query the registry to resolve image digest and supported platforms")
    private boolean noResolve;

    @Option(names = "--with-registry-auth", description = "Send registry authentication details to swarm agents")
    private boolean registryAuth;

    @Option(names = "--allow-pending", description = "Accept also what no known node can take now")
    private boolean allowPending;

    /** {@code imageChosen}: whether the image is new, so that its digest is worth asking for. */
    Questions.Service question(CommandContext context, ServiceSpec spec, boolean imageChosen) throws CommandException {
        var credentials = registryAuth
                ? RegistryCredentials.of(context, List.of(spec.container().image()))
                : new TreeMap<String, String>();
        return new Questions.Service(spec, imageChosen && !noResolve, allowPending || wait.detach, credentials);
    }
}

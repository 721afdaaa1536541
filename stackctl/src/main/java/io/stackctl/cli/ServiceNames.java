package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.ServiceState;
import io.stackctl.diagnostic.Suggestion;
import java.util.List;
import java.util.Optional;

/** Services by name or id. */
final class ServiceNames {
    private ServiceNames() {}

    /** The one of that name or id. */
    static ServiceState find(ClusterClient client, String nameOrId)
            throws CommandException, ClusterException, InterruptedException {
        var found = client.services(Optional.empty(), List.of(nameOrId)).services();
        if (found.isEmpty()) {
            throw CommandException.error(missing(client, List.of(nameOrId)));
        }
        return found.getFirst();
    }

    /** Ends a command that did what it could for the others. */
    static void refuse(CommandContext context, ClusterClient client, List<String> missing)
            throws CommandException, ClusterException, InterruptedException {
        if (!missing.isEmpty()) {
            context.terminal().flush();
            throw CommandException.error(missing(client, missing));
        }
    }

    private static String missing(ClusterClient client, List<String> names)
            throws ClusterException, InterruptedException {
        var known = client.services(Optional.empty(), List.of()).services().stream()
                .map(ServiceState::name)
                .toList();
        return String.join(
                "\n",
                names.stream()
                        .map(name -> "no such service: " + name
                                + Suggestion.nearest(name, known)
                                        .map(near -> " (did you mean " + near + "?)")
                                        .orElse(""))
                        .toList());
    }
}

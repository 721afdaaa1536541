package io.stackctl.cli;

import java.util.List;

/** What an operator has to know of managers that are no longer in the cluster. */
final class GoneManagers {
    private GoneManagers() {}

    static void tell(CommandContext context, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        context.tell("No longer in the cluster: " + String.join(", ", names) + ". They still take themselves for its"
                + " managers: before their daemons start again, or at once where they run, have each of them leave with"
                + " \"stackctl swarm leave --force\", then join anew.");
    }
}

package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.diagnostic.Suggestion;

/** Names of stacks as users type them. */
final class StackNames {
    private StackNames() {}

    /** Docker refuses a name only when nothing is left of it without blanks and quotes. */
    static void check(String name) throws CommandException {
        if (name.replaceAll("^['\"\\s]+|['\"\\s]+$", "").isEmpty()) {
            throw CommandException.error("invalid stack name: \"" + name + "\"");
        }
    }

    /** {@code  (did you mean demo?)}, if a stack has nearly that name. */
    static String meant(ClusterClient client, String name) throws ClusterException, InterruptedException {
        var names =
                client.stacks().stream().map(summary -> summary.stack().name()).toList();
        return Suggestion.nearest(name, names)
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
    }
}

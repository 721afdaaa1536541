package io.stackctl.cli;

import io.stackctl.cli.client.Answers.RemovedContent;
import java.util.ArrayList;
import java.util.List;

/** What was removed by name: each name that went on stdout, then all errors together. */
final class RemovedNames {
    private RemovedNames() {}

    static void tell(CommandContext context, List<RemovedContent> results) throws CommandException {
        var errors = new ArrayList<String>();
        for (var result : results) {
            if (result.error().isPresent()) {
                errors.add(result.error().get());
            } else {
                context.printLine(result.nameOrId());
            }
        }
        context.terminal().flush();
        if (!errors.isEmpty()) {
            throw CommandException.error(String.join("\n", errors));
        }
    }
}

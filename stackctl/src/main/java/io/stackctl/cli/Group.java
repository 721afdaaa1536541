package io.stackctl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** A word that only holds other commands together; alone it shows its help. */
final class Group implements Callable<Integer> {
    private final CommandContext context;
    private final CommandSpec spec;

    private Group(CommandContext context, String description) {
        this.context = context;
        this.spec = CommandSpec.wrapWithoutInspection(this);
        spec.usageMessage().description(description);
    }

    static CommandSpec of(CommandContext context, String description) {
        return new Group(context, description).spec;
    }

    @Override
    public Integer call() {
        context.print(Help.of(spec.commandLine()));
        return ExitCode.SUCCESS.number();
    }
}

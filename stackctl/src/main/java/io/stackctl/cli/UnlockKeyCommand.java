package io.stackctl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stackctl swarm unlock-key}. */
@Command(
        description = "Manage the unlock key",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm unlock-key",
            "  stackctl swarm unlock-key --rotate",
            "",
            "After a rotation each manager locks its data with the new key. One that is away needs the old key for its next",
            "start, so keep that until all managers have been there."
        })
final class UnlockKeyCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--rotate", description = "Rotate unlock key")
    private boolean rotate;

    @Option(
            names = {"-q", "--quiet"},
            description = "Only display token")
    private boolean quiet;

    UnlockKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var client = context.connect()) {
            var key = client.swarm().unlockKey(rotate);
            if (rotate && !quiet) {
                context.printLine("Successfully rotated manager unlock key.");
                context.printLine("");
            }
            if (key.isEmpty()) {
                throw CommandException.error("no unlock key is set");
            }
            if (quiet) {
                context.printLine(key);
            } else {
                printUnlock(context, key);
            }
        }
        return ExitCode.SUCCESS.number();
    }

    /** As docker prints it. */
    static void printUnlock(CommandContext context, String key) {
        context.printLine("To unlock a swarm manager after it restarts, run the `stackctl swarm unlock`");
        context.printLine("command and provide the following key:");
        context.printLine("");
        context.printLine("    " + key);
        context.printLine("");
        context.printLine("Remember to store this key in a password manager, since without it you");
        context.printLine("will not be able to restart the manager.");
    }
}

package io.stackctl.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stackctl swarm unlock}. */
@Command(
        description = "Unlock swarm: this manager reads its data again and takes its place in the swarm",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl swarm unlock",
            "  stackctl swarm unlock --key-file /media/usb/unlock-key",
            "  pass show swarm | stackctl swarm unlock",
            "",
            "Without a file the key is asked for on the terminal, unseen, or read from standard input. Where systemd starts the",
            "daemon, LoadCredentialEncrypted=stackctl-unlock-key:FILE unlocks it at every start."
        })
final class UnlockClusterCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--key-file", paramLabel = "FILE", description = "Read the unlock key from a file")
    private String keyFile = "";

    UnlockClusterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var client = context.connect()) {
            // Nobody is asked for a key that is of no use.
            var status = client.status();
            if (!status.locked()) {
                throw CommandException.error(
                        status.active() ? "Error: swarm is not locked" : "Error: This node is not part of a swarm");
            }
            client.swarm().unlock(key());
        }
        return ExitCode.SUCCESS.number();
    }

    private String key() throws CommandException {
        if (!keyFile.isEmpty()) {
            return ExternalAuthorityOption.text(keyFile).strip();
        }
        var typed = context.terminal().hidden("Enter unlock key: ");
        if (typed.isPresent()) {
            return typed.get().strip();
        }
        try {
            var line = new BufferedReader(
                            new InputStreamReader(context.terminal().in(), StandardCharsets.UTF_8))
                    .readLine();
            return line == null ? "" : line.strip();
        } catch (IOException failure) {
            throw CommandException.error("cannot read the unlock key: " + FileErrors.reason(failure));
        }
    }
}

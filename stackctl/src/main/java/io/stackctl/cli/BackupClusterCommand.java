package io.stackctl.cli;

import io.stackctl.cli.client.DisasterClient.Label;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stackctl cluster backup}. */
@Command(
        description = "Write everything that the cluster knows to a sealed file",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl cluster backup",
            "  stackctl cluster backup -o /backup/today.backup --passphrase-file /etc/stackctl/passphrase",
            "",
            "Stacks, their history, secrets, configs, nodes, join tokens and the key of the cluster's root are in it;",
            "named volumes are not. The cluster goes on meanwhile. A file that is there is never overwritten."
        })
final class BackupClusterCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final CommandContext context;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it (default: stackctl-TIME.backup in this folder)")
    private String output = "";

    @Mixin
    private final PassphraseOption passphrase = new PassphraseOption();

    BackupClusterCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var name = output.isEmpty() ? "stackctl-" + STAMP.format(context.clock().instant()) + ".backup" : output;
        try (var file = FreshFile.at(Path.of(name))) {
            var secret = passphrase.read(context, true);
            try (var client = context.connect();
                    var feed = client.disaster().backup(secret)) {
                var label = feed.label();
                long size = feed.writeTo(file.output());
                file.keep();
                tell(name, label, size);
            }
        } catch (FileAlreadyExistsException there) {
            throw CommandException.error(name + " is there already, and a backup never overwrites: name another file");
        } catch (IOException failure) {
            throw CommandException.error("cannot write " + name + ": " + FileErrors.reason(failure));
        }
        context.printLine(name);
        return ExitCode.SUCCESS.number();
    }

    private void tell(String name, Label label, long size) {
        context.tell("cluster " + label.cluster() + " at revision " + label.revision() + ", " + size + " bytes: "
                + contents(label) + ", join tokens and the key of the cluster's root");
        context.tell("");
        context.tell("To restore it on a machine that is in no cluster, run there:");
        context.tell("");
        context.tell("    stackctl cluster restore --advertise-addr ADDRESS " + name);
        context.tell("");
        context.tell("Keep the passphrase apart from the file: nobody can read it without, and whoever has both has the"
                + " cluster.");
    }

    /** Such as {@code 3 nodes, 1 stack, ...}. */
    static String contents(Label label) {
        return String.join(
                ", ",
                count(label.nodes(), "node"),
                count(label.stacks(), "stack"),
                count(label.services(), "service"),
                count(label.secrets(), "secret"),
                count(label.configs(), "config"));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}

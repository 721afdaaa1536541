package io.stackctl.cli;

import io.stackctl.cli.client.ContentKind;
import io.stackctl.cli.client.Questions;
import io.stackctl.cluster.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stackctl secret create} and {@code stackctl config create}. The content is read, and never shown. */
final class CreateContentCommand implements Callable<Integer> {
    private final CommandContext context;
    private final ContentKind kind;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name in the cluster")
    private String name = "";

    @Parameters(index = "1", paramLabel = "file|-", description = "File with the content, or - for stdin")
    private String file = "";

    @Option(
            names = {"-l", "--label"},
            paramLabel = "KEY=VALUE",
            description = "Labels")
    private final List<String> labels = new ArrayList<>();

    @Option(names = "--template-driver", paramLabel = "DRIVER", description = "Template driver")
    private String templateDriver = "";

    @Option(
            names = {"-d", "--driver"},
            paramLabel = "DRIVER",
            description = "Secret driver; there are none besides the cluster's own store")
    private String driver = "";

    CreateContentCommand(CommandContext context, ContentKind kind) {
        this.context = context;
        this.kind = kind;
    }

    @Override
    public Integer call() throws Exception {
        if (!driver.isEmpty()) {
            throw CommandException.error("secret driver " + driver
                    + " is not available: secrets lie in the cluster's own encrypted store; leave --driver out");
        }
        Bytes content = read();
        int tooLarge = switch (kind) {
            case SECRET -> Limits.SECRET_BYTES;
            case CONFIG -> Limits.CONFIG_BYTES;
        };
        if (content.size() == 0 || content.size() >= tooLarge) {
            throw CommandException.error(
                    kind.word() + " data must be larger than 0 and less than " + tooLarge + " bytes");
        }
        try (var client = context.connect()) {
            context.printLine(client.create(kind, new Questions.Content(name, labels(), content, templateDriver)));
        }
        return ExitCode.SUCCESS.number();
    }

    /** One byte more than is allowed is enough to refuse. */
    private Bytes read() throws CommandException {
        boolean standardInput = file.equals("-");
        try (InputStream in = standardInput ? context.terminal().in() : Files.newInputStream(Path.of(file))) {
            return Bytes.of(in.readNBytes(Limits.CONFIG_BYTES));
        } catch (IOException failure) {
            throw CommandException.error(
                    "cannot read " + (standardInput ? "the standard input" : file) + ": " + FileErrors.reason(failure));
        }
    }

    private SortedMap<String, String> labels() {
        var all = new TreeMap<String, String>();
        for (String label : labels) {
            int equals = label.indexOf('=');
            all.put(equals < 0 ? label : label.substring(0, equals), equals < 0 ? "" : label.substring(equals + 1));
        }
        return all;
    }
}

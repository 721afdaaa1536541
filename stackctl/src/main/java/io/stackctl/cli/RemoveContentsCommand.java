package io.stackctl.cli;

import io.stackctl.cli.client.ContentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** {@code stackctl secret rm} and {@code stackctl config rm}. Each name stands for itself. */
final class RemoveContentsCommand implements Callable<Integer> {
    private final CommandContext context;
    private final ContentKind kind;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names or IDs")
    private final List<String> names = new ArrayList<>();

    RemoveContentsCommand(CommandContext context, ContentKind kind) {
        this.context = context;
        this.kind = kind;
    }

    @Override
    public Integer call() throws Exception {
        try (var client = context.connect()) {
            RemovedNames.tell(context, client.remove(kind, names));
        }
        return ExitCode.SUCCESS.number();
    }
}

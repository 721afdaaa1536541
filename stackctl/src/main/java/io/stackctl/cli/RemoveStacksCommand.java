package io.stackctl.cli;

import io.stackctl.cli.client.Answers.Removed;
import io.stackctl.cli.client.Answers.RemovedObject;
import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.output.NaturalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl rm}. */
@Command(
        description = "Remove one or more stacks",
        footerHeading = "%nExamples:%n",
        footer = {
            "  stackctl rm demo",
            "  stackctl rm --detach demo shop",
            "",
            "Waits until the last task has ended. Named volumes and external objects are never removed."
        })
final class RemoveStacksCommand implements Callable<Integer> {
    /** Docker's order. */
    private static final List<String> KINDS = List.of("service", "secret", "config", "network");

    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "STACK", description = "Names of stacks")
    private final List<String> stacks = new ArrayList<>();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Mixin
    private final LockOption locking = new LockOption();

    RemoveStacksCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        for (String stack : stacks) {
            StackNames.check(stack);
        }
        try (var client = context.connect()) {
            Removed removed = remove(client);
            for (String stack : stacks) {
                tell(client, removed, stack);
            }
            var gone = stacks.stream()
                    .filter(stack -> !removed.notFound().contains(stack))
                    .distinct()
                    .toList();
            if (wait.detach || gone.isEmpty()) {
                return ExitCode.SUCCESS.number();
            }
            return new RemovalWait(context, client, wait)
                    .run(gone, removed.revision())
                    .number();
        }
    }

    /** Holds the lock no longer than that: a deploy builds beside a stack that is on its way out. */
    private Removed remove(ClusterClient client) throws Exception {
        var printer = wait.printer(context, stacks.getFirst());
        try (var lock = locking.take(
                context,
                client,
                stacks,
                "rm",
                text -> printer.remark(text, context.clock().instant()))) {
            return client.removeStacks(stacks, lock);
        } finally {
            printer.end();
        }
    }

    private void tell(ClusterClient client, Removed removed, String stack) throws Exception {
        if (removed.notFound().contains(stack)) {
            context.tell("Nothing found in stack: " + stack + StackNames.meant(client, stack));
        }
        removed.objects().stream()
                .filter(object -> object.stack().equals(stack))
                .sorted(Comparator.comparingInt((RemovedObject object) -> KINDS.indexOf(object.kind()))
                        .thenComparing(RemovedObject::name, NaturalOrder.COMPARATOR))
                .forEach(object -> context.printLine("Removing " + object.kind() + " " + object.name()));
        context.terminal().flush();
    }
}

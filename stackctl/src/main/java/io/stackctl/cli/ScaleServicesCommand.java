package io.stackctl.cli;

import io.stackctl.cli.client.Answers.ServiceChanged;
import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.Questions;
import io.stackctl.spec.Mode;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stackctl service scale}. */
@Command(
        description = "Scale one or multiple replicated services",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl service scale helloworld=5", "  stackctl service scale web=3 worker=10"})
final class ScaleServicesCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "SERVICE=REPLICAS", description = "Services and how many tasks each wants")
    private final List<String> targets = new ArrayList<>();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    ScaleServicesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var wanted = wanted();
        var scaled = new ArrayList<ServiceChanged>();
        try (var client = context.connect()) {
            for (var target : wanted.entrySet()) {
                scaled.add(scale(client, target.getKey(), target.getValue()));
                context.printLine(target.getKey() + " scaled to " + target.getValue());
            }
            var waiting = new ServiceWait(context, client, wait);
            for (var changed : scaled) {
                var code = waiting.run("scaling", changed);
                if (code != ExitCode.SUCCESS) {
                    return code.number();
                }
            }
        }
        return ExitCode.SUCCESS.number();
    }

    private SequencedMap<String, Integer> wanted() throws CommandException {
        var wanted = new LinkedHashMap<String, Integer>();
        for (var target : targets) {
            int equals = target.indexOf('=');
            if (equals < 1) {
                throw CommandException.error(
                        "invalid scale specifier '" + target + "'. Use the format '<SERVICE>=<REPLICAS>'");
            }
            var number = target.substring(equals + 1);
            if (!number.matches("\\d{1,9}")) {
                throw CommandException.error(target.substring(0, equals) + ": invalid replicas value " + number
                        + ": it is a whole number, 0 or more");
            }
            wanted.put(target.substring(0, equals), Integer.valueOf(number));
        }
        return wanted;
    }

    private static ServiceChanged scale(ClusterClient client, String name, int replicas) throws Exception {
        var live = ServiceNames.find(client, name);
        var question = new Questions.Service(scaled(live.spec(), replicas), false, false, new TreeMap<>());
        return client.updateService(live.service(), question);
    }

    private static ServiceSpec scaled(ServiceSpec spec, int replicas) throws CommandException {
        return spec.withMode(
                switch (spec.mode()) {
                    case Mode.Replicated _ -> new Mode.Replicated(replicas);
                    case Mode.ReplicatedJob(int concurrent, int completions) ->
                        new Mode.ReplicatedJob(concurrent == completions ? replicas : concurrent, replicas);
                    case Mode.Global _, Mode.GlobalJob _ ->
                        throw CommandException.error(
                                spec.name() + ": scale can only be used with replicated or replicated-job mode");
                });
    }
}

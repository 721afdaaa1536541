package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs a command line against a fake cluster and keeps what it printed. */
record CommandRun(int code, String out, String err) {
    static CommandRun of(FakeCluster cluster, String... arguments) {
        return with(Optional.of(cluster), Map.of(), "", arguments);
    }

    /** As a GitHub runner calls it. */
    static CommandRun inWorkflow(FakeCluster cluster, String... arguments) {
        return with(Optional.of(cluster), Map.of("GITHUB_ACTIONS", "true"), "", arguments);
    }

    static CommandRun reading(FakeCluster cluster, String input, String... arguments) {
        return with(Optional.of(cluster), Map.of(), input, arguments);
    }

    static CommandRun withoutDaemon(String... arguments) {
        return with(Optional.empty(), Map.of(), "", arguments);
    }

    static CommandRun withoutDaemonIn(Map<String, String> variables, String... arguments) {
        return with(Optional.empty(), variables, "", arguments);
    }

    private static CommandRun with(
            Optional<FakeCluster> cluster, Map<String, String> variables, String input, String... arguments) {
        var environment = new HashMap<>(Map.of("STACKCTL_CONFIG", "/nonexistent"));
        environment.putAll(variables);
        environment.put("USER", "tester");
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                false,
                false);
        var context = new CommandContext(
                terminal,
                environment,
                InstantSource.fixed(Samples.START.plus(Duration.ofMinutes(2))),
                host -> {
                    if (cluster.isEmpty()) {
                        throw new ClusterException(ClusterException.Reason.NO_DAEMON, "no daemon at " + host);
                    }
                    return ClusterClient.over(cluster.get().channel());
                },
                new GlobalOptions());
        int code = Stackctl.run(context, arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.node.agent.ProcessCluster;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** What one command line came to, run against a cluster in this process. */
record ProcessRun(int code, String out, String err) {
    static ProcessRun of(ProcessCluster cluster, String... arguments) {
        return with(cluster, Map.of("USER", "tester"), arguments);
    }

    static ProcessRun with(ProcessCluster cluster, Map<String, String> variables, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InputStream.nullInputStream(),
                false,
                false);
        var context = new CommandContext(
                terminal,
                variables,
                InstantSource.system(),
                _ -> ClusterClient.over(cluster.channel()),
                new GlobalOptions());
        int code = Stackctl.run(context, arguments);
        return new ProcessRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one command line came to. The tool runs in this process and asks a real daemon: a process of its own costs a
 * second of a processor, which tests that ask again and again take from the daemons they ask.
 */
public record ToolRun(int code, String out, String err) {
    /** {@code socket}: the daemon's. */
    public static ToolRun of(Path socket, String input, String... arguments) {
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
                Map.of("USER", "tester"),
                InstantSource.system(),
                ClusterClient::connect,
                new GlobalOptions());
        var whole = Stream.concat(Stream.of("--host", "unix://" + socket), Stream.of(arguments));
        int code = Stackctl.run(context, whole.toArray(String[]::new));
        return new ToolRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Everything, for messages. */
    public String all() {
        return "exit code " + code + "\n" + out + err;
    }
}

package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.client.HostAddress;
import io.stackctl.cli.client.Limits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts the daemon of this installation in a session of its own, so that it outlives the terminal. It writes to a log
 * file in the data directory; when it does not come up, the end of that file says why.
 */
final class DaemonStart {
    private static final String HOME = "stackctl.home";
    private static final Duration LOOK = Duration.ofMillis(100);

    private final CommandContext context;
    private final Path dataDirectory;
    private final Optional<String> engine;

    DaemonStart(CommandContext context, Path dataDirectory, Optional<String> engine) {
        this.context = context;
        this.dataDirectory = dataDirectory;
        this.engine = engine;
    }

    /** A client of the daemon, which is running when this returns. */
    ClusterClient run() throws CommandException, InterruptedException {
        if (!(context.host() instanceof HostAddress.Unix)) {
            throw CommandException.error("a daemon is started on this machine alone: run the command on the other one");
        }
        Path program = program();
        Path log = dataDirectory.resolve("stackd.log");
        try {
            Files.createDirectories(dataDirectory);
            var process = new ProcessBuilder(command(program))
                    .redirectInput(new java.io.File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectErrorStream(true)
                    .start();
            context.tell("starting the daemon (process " + process.pid() + ", log in " + log + ")");
            return await(process, log);
        } catch (IOException failure) {
            throw CommandException.error("cannot start " + program + ": " + FileErrors.reason(failure));
        }
    }

    private Path program() throws CommandException {
        String home = System.getProperty(HOME, "");
        Path program = Path.of(home, "bin", "stackd");
        if (home.isEmpty() || !Files.isExecutable(program)) {
            throw CommandException.error("no daemon runs at " + context.host()
                    + ", and there is none beside this tool to start; start stackd and try again");
        }
        return program;
    }

    private List<String> command(Path program) throws CommandException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                program.toString(),
                "--data-dir",
                dataDirectory.toString(),
                "--host",
                context.host().toString()));
        engine.ifPresent(address -> command.addAll(List.of("--docker-host", address)));
        return command;
    }

    private ClusterClient await(Process process, Path log) throws CommandException, InterruptedException {
        long end = System.nanoTime() + Limits.DAEMON_START.toNanos();
        while (System.nanoTime() < end) {
            try {
                return answering();
            } catch (ClusterException notYet) {
                if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failed("the daemon ended with exit code " + process.exitValue(), log);
                }
            }
        }
        throw failed("the daemon did not answer within " + Limits.DAEMON_START.toSeconds() + " s", log);
    }

    /** It listens before it has found its place in its cluster, and may fail to find it. */
    private ClusterClient answering() throws CommandException, ClusterException, InterruptedException {
        var client = context.connect();
        try {
            client.status();
            return client;
        } catch (ClusterException notYet) {
            client.close();
            throw notYet;
        }
    }

    private static CommandException failed(String what, Path log) {
        return CommandException.error(what + "; the end of " + log + ":\n" + String.join("\n", tail(log)));
    }

    private static List<String> tail(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - Limits.DAEMON_LOG_BYTES));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - Limits.DAEMON_LOG_LINES), lines.size());
        } catch (IOException unreadable) {
            return List.of("(cannot be read: " + FileErrors.reason(unreadable) + ")");
        }
    }
}

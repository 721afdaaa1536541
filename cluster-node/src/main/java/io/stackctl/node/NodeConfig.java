package io.stackctl.node;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a daemon was started.
 *
 * @param dataDirectory holds the node's identity, log and snapshots; survives reboots
 * @param runDirectory holds the local socket and the tmpfs of secret files; empty after a reboot
 * @param socket where the command line tool, and this node's own agent, reach the daemon
 * @param credentials where a supervisor lays secrets for the daemon; systemd's CREDENTIALS_DIRECTORY
 * @param engine the engine's address, such as {@code unix:///var/run/docker.sock}
 */
public record NodeConfig(
        Path dataDirectory, Path runDirectory, Path socket, String engine, Optional<Path> credentials) {
    private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";
    private static final String DATA = "/var/lib/stackctl";
    private static final String RUN = "/run/stackctl";
    private static final String ENGINE = "unix:///var/run/docker.sock";
    private static final String UNIX = "unix://";

    /** What reading the arguments came to. */
    public sealed interface Parsed {
        record Valid(NodeConfig config) implements Parsed {}

        /** The sentence says what is wrong and what is allowed. */
        record Invalid(String sentence) implements Parsed {}

        record Help() implements Parsed {}
    }

    public static final String USAGE = """
            Usage: stackd [--data-dir DIR] [--run-dir DIR] [--host unix://PATH] [--docker-host ADDRESS]

            The stackctl daemon: one on each machine, usually started by `stackctl swarm init` or by its systemd unit.

              --data-dir DIR         identity, log and snapshots of this node (default /var/lib/stackctl)
              --run-dir DIR          socket and secret files, gone after a reboot (default /run/stackctl)
              --host unix://PATH     the local socket (default RUN_DIR/stackctl.sock)
              --docker-host ADDRESS  the Docker Engine of this machine (default unix:///var/run/docker.sock)

            A locked manager reads its unlock key from $CREDENTIALS_DIRECTORY/stackctl-unlock-key, where systemd puts it.
            """;

    /** Reads the arguments of the process; both {@code --name value} and {@code --name=value} are understood. */
    public static Parsed parse(String[] arguments, Map<String, String> environment) {
        var data = Optional.<String>empty();
        var run = Optional.<String>empty();
        var host = Optional.<String>empty();
        var engine = Optional.<String>empty();
        for (int at = 0; at < arguments.length; at++) {
            var name = arguments[at];
            Optional<String> value = Optional.empty();
            int equals = name.indexOf('=');
            if (equals > 0) {
                value = Optional.of(name.substring(equals + 1));
                name = name.substring(0, equals);
            } else if (at + 1 < arguments.length) {
                value = Optional.of(arguments[at + 1]);
            }
            if (name.equals("--help") || name.equals("-h")) {
                return new Parsed.Help();
            }
            if (value.isEmpty() || value.get().isEmpty()) {
                return new Parsed.Invalid("option " + name + " needs a value; see stackd --help");
            }
            switch (name) {
                case "--data-dir" -> data = value;
                case "--run-dir" -> run = value;
                case "--host" -> host = value;
                case "--docker-host" -> engine = value;
                default -> {
                    return new Parsed.Invalid("unknown option " + name + "; see stackd --help");
                }
            }
            at += equals > 0 ? 0 : 1;
        }
        return config(
                data,
                run,
                host,
                engine,
                Optional.ofNullable(environment.get(CREDENTIALS)).map(Path::of));
    }

    private static Parsed config(
            Optional<String> data,
            Optional<String> run,
            Optional<String> host,
            Optional<String> engine,
            Optional<Path> credentials) {
        var runDirectory = Path.of(run.orElse(RUN)).toAbsolutePath();
        if (host.isPresent() && !host.get().startsWith(UNIX)) {
            return new Parsed.Invalid("--host takes unix://PATH, not " + host.get());
        }
        var socket = host.map(address -> Path.of(address.substring(UNIX.length())))
                .orElse(runDirectory.resolve("stackctl.sock"));
        return new Parsed.Valid(new NodeConfig(
                Path.of(data.orElse(DATA)).toAbsolutePath(),
                runDirectory,
                socket.toAbsolutePath(),
                engine.orElse(ENGINE),
                credentials));
    }
}

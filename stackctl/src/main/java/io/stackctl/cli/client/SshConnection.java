package io.stackctl.cli.client;

import io.stackctl.cli.client.ClusterException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/*
 * gRPC wants a socket: so there is one in a folder that only this user may enter, and what comes to it goes to an ssh of its
 * own, which runs the tool's "dial-stdio" over there. The first ssh is started before, to find out whether it comes
 * through; a daemon speaks first, so one byte is enough.
 */
/** Connections to the daemon of another machine, by the system's ssh: its keys, its configuration, its known hosts. */
final class SshConnection implements AutoCloseable {
    private final List<String> command;
    private final Path folder;
    private final ServerSocketChannel server;
    private final List<Process> processes = new ArrayList<>();
    private Optional<Link> first;
    private boolean closed;

    /** An ssh, and what it says. */
    private record Link(Process process, InputStream said) {}

    private SshConnection(List<String> command, Path folder, ServerSocketChannel server) {
        this.command = command;
        this.folder = folder;
        this.server = server;
        this.first = Optional.empty();
    }

    /** The command line that reaches the daemon of another machine; its standard streams are the connection. */
    static List<String> command(String program, HostAddress.Ssh host) {
        var words = new ArrayList<>(List.of(program, "-o", "ConnectTimeout=" + Limits.SSH.toSeconds(), "-T"));
        host.port().ifPresent(port -> words.addAll(List.of("-p", port.toString())));
        words.addAll(List.of("--", host.destination(), "stackctl", "dial-stdio"));
        return words;
    }

    /**
     * Makes the first connection.
     *
     * @throws ClusterException ssh does not come through; what it said stands on stderr already
     */
    static SshConnection open(List<String> command) throws ClusterException, InterruptedException {
        try {
            var folder = Files.createTempDirectory("stackctl-ssh");
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            var connection = new SshConnection(command, folder, server);
            try {
                connection.first = Optional.of(connection.begin());
            } catch (ClusterException | InterruptedException | IOException failed) {
                connection.close();
                throw failed;
            }
            Thread.ofVirtual().name("ssh-connections").start(connection::accept);
            return connection;
        } catch (IOException failure) {
            throw new ClusterException(Reason.UNREACHABLE, "cannot use ssh: " + failure.getMessage());
        }
    }

    /** Where gRPC dials. */
    HostAddress.Unix socket() {
        return new HostAddress.Unix(folder.resolve("socket"));
    }

    private Link begin() throws ClusterException, IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        synchronized (this) {
            processes.add(process);
        }
        var said = new PushbackInputStream(process.getInputStream());
        var heard = new CompletableFuture<Integer>();
        Thread.ofVirtual().name("ssh-first-byte").start(() -> {
            try {
                heard.complete(said.read());
            } catch (IOException broken) {
                heard.complete(-1);
            }
        });
        int byteHeard = await(heard, process);
        if (byteHeard < 0) {
            process.waitFor(1, TimeUnit.SECONDS);
            throw new ClusterException(
                    Reason.UNREACHABLE,
                    String.join(" ", command) + " did not reach a daemon"
                            + (process.isAlive() ? "" : ": it ended with exit code " + process.exitValue()));
        }
        said.unread(byteHeard);
        return new Link(process, said);
    }

    private static int await(CompletableFuture<Integer> heard, Process process)
            throws ClusterException, InterruptedException {
        try {
            // A person may have to answer ssh's questions first.
            return heard.get(Limits.SSH_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            process.destroy();
            throw new ClusterException(
                    Reason.UNREACHABLE, "no daemon answered over ssh within " + Limits.SSH_ANSWER.toSeconds() + " s");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("what was heard is never exceptional", impossible);
        }
    }

    private void accept() {
        try {
            while (true) {
                var dialled = server.accept();
                Thread.ofVirtual().name("ssh-connection").start(() -> join(dialled));
            }
        } catch (IOException _) {
            // The client is closed.
        }
    }

    private synchronized Optional<Link> takeFirst() {
        var taken = first;
        first = Optional.empty();
        return taken;
    }

    /** Carries bytes both ways until either side ends. */
    private void join(SocketChannel dialled) {
        try (dialled) {
            var taken = takeFirst();
            var link = taken.isPresent() ? taken.get() : begin();
            var up = Thread.ofVirtual().name("ssh-up").start(() -> {
                copy(Channels.newInputStream(dialled), link.process.getOutputStream());
                link.process.destroy();
            });
            copy(link.said, Channels.newOutputStream(dialled));
            link.process.destroy();
            dialled.close();
            up.join();
        } catch (IOException | ClusterException broken) {
            // gRPC sees that the connection is gone, and dials again or says so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until one of the two ends. */
    private static void copy(InputStream from, OutputStream to) {
        var bytes = new byte[Limits.COPY_BYTES];
        try (to) {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                to.write(bytes, 0, count);
                to.flush();
            }
        } catch (IOException _) {
            // The other side is gone; so is this one.
        }
    }

    @Override
    public void close() {
        List<Process> running;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            running = List.copyOf(processes);
        }
        running.forEach(Process::destroy);
        try {
            server.close();
            Files.deleteIfExists(folder.resolve("socket"));
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // Of a folder for temporary files, which the system tidies.
        }
    }
}

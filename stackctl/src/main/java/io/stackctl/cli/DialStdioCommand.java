package io.stackctl.cli;

import io.stackctl.cli.client.HostAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code stackctl dial-stdio}: the far end of {@code --host ssh://...}. */
@Command(
        description = "Connect the daemon of this machine to the standard streams; --host ssh://... runs it over there",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl --host ssh://root@manager ls", "", "Runs: ssh -T -- root@manager stackctl dial-stdio"})
final class DialStdioCommand implements Callable<Integer> {
    private final CommandContext context;

    DialStdioCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (!(context.host() instanceof HostAddress.Unix(var socket))) {
            throw CommandException.error("dial-stdio reaches the daemon of this machine alone, by its socket");
        }
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var in = context.terminal().in();
            var out = context.terminal().out();
            Thread.ofPlatform().daemon().name("to-daemon").start(() -> up(in, channel));
            copy(Channels.newInputStream(channel), out);
        } catch (IOException failure) {
            throw CommandException.error(
                    "cannot connect to the stackctl daemon at " + context.host() + ": " + FileErrors.reason(failure));
        }
        return ExitCode.SUCCESS.number();
    }

    /** The caller is done when it says no more: then the daemon's answers have nobody to go to. */
    private static void up(InputStream in, SocketChannel channel) {
        try {
            copy(in, Channels.newOutputStream(channel));
            channel.close();
        } catch (IOException _) {
            // The daemon is gone, which the other direction sees too.
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var bytes = new byte[Limits.COPY_BYTES];
        for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            to.write(bytes, 0, count);
            to.flush();
        }
    }
}

package io.stackctl.node.dns;

import io.netty.channel.EventLoop;
import io.stackctl.node.Limits;
import java.net.InetAddress;
import java.util.function.Consumer;

/** Decides what a client is answered: from our names, or by asking elsewhere. */
final class Responder {
    private static final int TCP_ANSWER_BYTES = 0xFFFF;

    private final Upstream upstream;
    private volatile Names names = new Names(DnsTable.EMPTY);

    Responder(Upstream upstream) {
        this.upstream = upstream;
    }

    void use(Names names) {
        this.names = names;
    }

    /** Answers a datagram; at most one answer, within the size that the client takes. */
    void overUdp(InetAddress client, byte[] message, EventLoop loop, Consumer<byte[]> answer) {
        respond(client, message, false, loop, answer);
    }

    /** Answers a message of a connection; at most one answer. */
    void overTcp(InetAddress client, byte[] message, EventLoop loop, Consumer<byte[]> answer) {
        respond(client, message, true, loop, answer);
    }

    private void respond(InetAddress client, byte[] message, boolean tcp, EventLoop loop, Consumer<byte[]> answer) {
        switch (Query.read(message)) {
            case Query query -> respond(client, query, tcp, loop, answer);
            case Received.Unanswerable unanswerable -> answer.accept(Messages.headerOnly(unanswerable));
            case Received.Noise() -> {
                // Whoever sent it waits for no answer.
            }
        }
    }

    private void respond(InetAddress client, Query query, boolean tcp, EventLoop loop, Consumer<byte[]> answer) {
        int maxBytes = tcp ? TCP_ANSWER_BYTES : query.udpAnswerBytes(Limits.DNS_UDP_ANSWER_BYTES);
        Names current = names;
        switch (current.find(client, query.question())) {
            case Names.Found.Addresses(var addresses) -> answer.accept(Messages.addresses(query, addresses, maxBytes));
            case Names.Found.HostName(var name) -> answer.accept(Messages.hostName(query, name, maxBytes));
            case Names.Found.Unknown() ->
                // A client on UDP is told to come back over TCP: fetching the whole answer for it would be in vain.
                upstream.ask(
                        query,
                        current.outside(client),
                        tcp,
                        loop,
                        reply -> answer.accept(reply.length <= maxBytes ? reply : Messages.truncated(query)));
        }
    }
}

package io.stackctl.node.dns;

import io.netty.channel.EventLoop;
import io.stackctl.node.EventLoops;
import io.stackctl.node.Limits;
import io.stackctl.node.dns.DnsTable.Outside;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Asks other name servers what we do not know ourselves. Every question goes out from a socket of its own, connected to
 * the server: the kernel drops what comes from elsewhere, the port is a second random number that a forger has to guess,
 * and a server that is not there is known at once.
 */
final class Upstream {
    private final EventLoops loops;
    private final DnsSettings settings;
    private final ResolvConf resolvConf;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Servers that did not answer of late, with the nanoTime until which others are asked first. */
    private final Map<InetSocketAddress, Long> penalties = new ConcurrentHashMap<>();

    /** Addresses that we answer on; asking them would be asking ourselves. */
    private volatile Set<InetAddress> own = Set.of();

    Upstream(EventLoops loops, DnsSettings settings) {
        this.loops = loops;
        this.settings = settings;
        this.resolvConf = new ResolvConf(settings.resolvConf(), Limits.DNS_RESOLV_CONF_RECHECK);
    }

    void exclude(Set<InetAddress> addresses) {
        own = Set.copyOf(addresses);
    }

    /**
     * Forwards the question and gives exactly one answer, on the given loop: the server's, or SERVFAIL when no server
     * answered, there is none, or too many questions wait already.
     *
     * @param complete whether an answer that a server cut short is fetched whole, over TCP
     */
    void ask(Query query, Outside outside, boolean complete, EventLoop loop, Consumer<byte[]> answer) {
        List<InetSocketAddress> servers = servers(outside);
        if (servers.isEmpty()) {
            answer.accept(Messages.empty(query, refusal(outside)));
            return;
        }
        if (inFlight.incrementAndGet() > settings.queriesInFlight()) {
            inFlight.decrementAndGet();
            answer.accept(Messages.empty(query, ResponseCode.SERVER_FAILURE));
            return;
        }
        var exchange = new Exchange(this, query, servers, complete, loop, reply -> {
            inFlight.decrementAndGet();
            answer.accept(reply);
        });
        exchange.start();
    }

    private static ResponseCode refusal(Outside outside) {
        return switch (outside) {
            case Outside.Nobody() -> ResponseCode.REFUSED;
            case Outside.HostResolvers() -> ResponseCode.SERVER_FAILURE;
            case Outside.Servers _ -> ResponseCode.SERVER_FAILURE;
        };
    }

    private List<InetSocketAddress> servers(Outside outside) {
        List<InetAddress> addresses = switch (outside) {
            case Outside.HostResolvers() -> resolvConf.servers();
            case Outside.Servers(var given) -> given;
            case Outside.Nobody() -> List.of();
        };
        long now = System.nanoTime();
        return addresses.stream()
                .filter(address -> !own.contains(address))
                .limit(Limits.DNS_UPSTREAM_SERVERS)
                .map(address -> new InetSocketAddress(address, settings.upstreamPort()))
                .sorted(Comparator.comparing(server -> isPenalized(server, now)))
                .toList();
    }

    private boolean isPenalized(InetSocketAddress server, long now) {
        Long until = penalties.get(server);
        return until != null && until - now > 0;
    }

    void answered(InetSocketAddress server) {
        penalties.remove(server);
    }

    void silent(InetSocketAddress server) {
        long now = System.nanoTime();
        penalties.values().removeIf(until -> until - now <= 0);
        penalties.put(server, now + Limits.DNS_UPSTREAM_PENALTY.toNanos());
    }

    int newId() {
        return random.nextInt(0x10000);
    }

    EventLoops loops() {
        return loops;
    }

    DnsSettings settings() {
        return settings;
    }
}

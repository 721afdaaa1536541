package io.stackctl.node;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.stackctl.node.agent.ManagerChannels;
import io.stackctl.node.trust.Dialer;
import io.stackctl.node.trust.PeerAddress;
import io.stackctl.wire.proto.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The managers as this node's agent finds them: the one that was named as the leader, else the one on this very machine,
 * else any. The list is on disk, so that a node finds them after a restart.
 */
final class KnownManagers implements ManagerChannels, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownManagers.class);

    private final Path file;
    private final Supplier<Optional<Dialer>> dialer;
    private final Optional<ManagedChannel> home;
    private final Consumer<Standing> onStanding;
    private List<PeerAddress> addresses;
    private Optional<PeerAddress> leader = Optional.empty();
    private Optional<PeerAddress> dialled = Optional.empty();
    private Optional<ManagedChannel> channel = Optional.empty();

    /**
     * @param file where the list is kept
     * @param dialer empty while the node has no certificate
     * @param home to the manager on this machine; owned from now on
     */
    KnownManagers(
            Path file, Supplier<Optional<Dialer>> dialer, Optional<ManagedChannel> home, Consumer<Standing> onStanding)
            throws IOException {
        this.file = file;
        this.dialer = dialer;
        this.home = home;
        this.onStanding = onStanding;
        this.addresses = Files.exists(file) ? parsed(Files.readAllLines(file)) : List.of();
    }

    /** Keeps the list for a node that has just joined. */
    static void write(Path file, List<PeerAddress> addresses) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
        Files.write(file, addresses.stream().map(PeerAddress::toString).toList());
    }

    @Override
    public synchronized Channel current() {
        if (channel.isEmpty()) {
            dialled = target();
            channel = dialled.flatMap(address -> dialer.get().map(by -> by.dial(address)));
        }
        return channel.or(() -> home).orElseThrow(() -> new IllegalStateException("a worker knows a manager"));
    }

    /** Empty for the manager on this machine. */
    private Optional<PeerAddress> target() {
        if (leader.isPresent() || home.isPresent()) {
            return leader;
        }
        var others = new ArrayList<>(addresses);
        if (others.size() > 1) {
            dialled.ifPresent(others::remove);
        }
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(others.get(ThreadLocalRandom.current().nextInt(others.size())));
    }

    @Override
    public synchronized void failed(Optional<String> named) {
        channel.ifPresent(ManagedChannel::shutdownNow);
        channel = Optional.empty();
        leader = named.flatMap(PeerAddress::parse);
    }

    @Override
    public void told(Standing standing) {
        take(parsed(standing.getManagersList()));
        onStanding.accept(standing);
    }

    private synchronized void take(List<PeerAddress> newest) {
        if (newest.isEmpty() || newest.equals(addresses)) {
            return;
        }
        addresses = newest;
        try {
            write(file, newest);
        } catch (IOException failure) {
            LOG.warn("cannot keep the list of managers: {}", failure.toString());
        }
    }

    private static List<PeerAddress> parsed(List<String> lines) {
        return lines.stream()
                .map(PeerAddress::parse)
                .flatMap(Optional::stream)
                .filter(address -> !address.host().isEmpty())
                .toList();
    }

    @Override
    public synchronized void close() {
        channel.ifPresent(ManagedChannel::shutdownNow);
        home.ifPresent(ManagedChannel::shutdownNow);
    }
}

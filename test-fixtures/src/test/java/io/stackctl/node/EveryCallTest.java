package io.stackctl.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Trust;
import io.stackctl.fixtures.MemoryStore;
import io.stackctl.node.control.ControlPlane;
import io.stackctl.node.control.FoundCluster;
import io.stackctl.node.control.ImageDigests;
import io.stackctl.node.control.Peers;
import io.stackctl.node.store.Peer;
import io.stackctl.node.store.transport.PeerChannels;
import io.stackctl.node.trust.Authority;
import io.stackctl.node.trust.Dialer;
import io.stackctl.node.trust.JoinToken;
import io.stackctl.node.trust.Joining;
import io.stackctl.node.trust.NodeCredentials;
import io.stackctl.node.trust.NodePort;
import io.stackctl.node.trust.PeerAddress;
import io.stackctl.node.trust.SigningRequest;
import io.stackctl.spec.Subnet;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.AgentsGrpc;
import io.stackctl.wire.proto.CertificateAuthorityGrpc;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.NodeAvailabilityMessage;
import io.stackctl.wire.proto.RaftGrpc;
import io.stackctl.wire.proto.RemoveNodeRequest;
import io.stackctl.wire.proto.RenewalsGrpc;
import io.stackctl.wire.proto.UpdateNodeRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every call of a manager's port with every identity. A call that is new on the port belongs into the table below: until it
 * is there, this fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryCallTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** A call that was let in may have nothing to say for long; one that is turned away hears it at once. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final ClusterId CLUSTER = new ClusterId("cluster-1");
    private static final NodeId MANAGER = new NodeId("manager1");

    /** Whom each service of the port lets in. */
    private enum Service {
        JOINING,
        RENEWALS,
        AGENTS,
        CONTROL,
        RAFT;

        ServiceDescriptor descriptor() {
            return switch (this) {
                case JOINING -> CertificateAuthorityGrpc.getServiceDescriptor();
                case RENEWALS -> RenewalsGrpc.getServiceDescriptor();
                case AGENTS -> AgentsGrpc.getServiceDescriptor();
                case CONTROL -> ControlGrpc.getServiceDescriptor();
                case RAFT -> RaftGrpc.getServiceDescriptor();
            };
        }

        List<String> methods() {
            return descriptor().getMethods().stream()
                    .map(MethodDescriptor::getFullMethodName)
                    .toList();
        }
    }

    enum Identity {
        WORKER,
        MANAGER,
        DEMOTED,
        REMOVED,
        FOREIGN,
        SAME_ROOT_OTHER_CLUSTER,
        EXPIRED,
        NONE
    }

    private enum Answer {
        LET_IN,
        NO_CERTIFICATE,
        NOT_A_MANAGER,
        WAS_REMOVED,
        NO_TLS
    }

    private final EventLoops loops = EventLoops.start(2);
    private final MemoryStore store = new MemoryStore();
    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    private final Authority authority = Authority.create(Instant.now());
    private final Trust trust = authority.trust(Trust.CERTIFICATE_LIFE);
    private final Map<Identity, ManagedChannel> channels = new EnumMap<>(Identity.class);
    private ControlPlane manager;
    private NodePort port;
    private PeerAddress address;

    @BeforeAll
    void open() throws Exception {
        var self = new Peer(MANAGER, 1);
        var raft = new RaftGrpc.RaftImplBase() {};
        manager = new ControlPlane(
                store,
                new Peers(self, Optional::empty, PeerChannels.NONE, Optional.of(raft)),
                new ImageDigests((_, _) -> Optional.empty()),
                fatal::complete);
        manager.start();
        manager.found(
                new FoundCluster(
                        new RequestId("found"),
                        CLUSTER,
                        MANAGER,
                        1,
                        "manager-host",
                        "127.0.0.1:2377",
                        Node.Availability.ACTIVE,
                        List.of(Subnet.parse("10.20.0.0/16").orElseThrow()),
                        24,
                        5,
                        Duration.ofMinutes(5),
                        trust),
                LIMIT);
        var own = credentials(authority, MANAGER, Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE);
        port = NodePort.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                loops,
                own,
                manager::state,
                InstantSource.system());
        manager.serve(port);
        address = new PeerAddress("127.0.0.1", port.port());
        dialAll(own);
    }

    private void dialAll(NodeCredentials own) throws Exception {
        channels.put(Identity.MANAGER, new Dialer(loops, own).dial(address));
        channels.put(Identity.WORKER, dial(join(Node.Role.WORKER)));
        var demoted = join(Node.Role.MANAGER);
        var removed = join(Node.Role.MANAGER);
        channels.put(Identity.DEMOTED, dial(demoted));
        channels.put(Identity.REMOVED, dial(removed));
        var control = ControlGrpc.newBlockingStub((io.grpc.Channel) channel(Identity.MANAGER));
        for (var node : List.of(demoted, removed)) {
            control.updateNode(UpdateNodeRequest.newBuilder()
                    .setRequestId("demote " + node.certificate().node())
                    .setNode(node.certificate().node().value())
                    .setRole(NodeCodec.toMessage(Node.Role.WORKER))
                    .build());
        }
        control.removeNode(RemoveNodeRequest.newBuilder()
                .setRequestId("remove")
                .setNode(removed.certificate().node().value())
                .setForce(true)
                .build());
        channels.put(
                Identity.FOREIGN,
                dial(credentials(
                        Authority.create(Instant.now()), MANAGER, Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE)));
        channels.put(
                Identity.SAME_ROOT_OTHER_CLUSTER,
                dial(credentials(authority, MANAGER, Node.Role.MANAGER, new ClusterId("c2"), Trust.CERTIFICATE_LIFE)));
        channels.put(
                Identity.EXPIRED,
                dial(credentials(authority, MANAGER, Node.Role.MANAGER, CLUSTER, Duration.ofMinutes(-1))));
        var roots = new ByteArrayInputStream(trust.root().getBytes(StandardCharsets.US_ASCII));
        channels.put(
                Identity.NONE,
                NettyChannelBuilder.forAddress("127.0.0.1", port.port())
                        .channelType(loops.socketType())
                        .eventLoopGroup(loops.group())
                        .overrideAuthority("swarm-manager")
                        .sslContext(GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                                .trustManager(roots)
                                .build())
                        .build());
    }

    private NodeCredentials credentials(Authority by, NodeId node, Node.Role role, ClusterId cluster, Duration life)
            throws Exception {
        var request = SigningRequest.create();
        var chain = by.issue(request.encoded(), node, role, cluster, life, Instant.now());
        return NodeCredentials.of(request.certified(chain), trust.root());
    }

    private NodeCredentials join(Node.Role role) throws Exception {
        var wish = new Joining.Wish(
                "join " + channels.size() + System.nanoTime(),
                JoinToken.of(trust, role),
                NodeAvailabilityMessage.NODE_AVAILABILITY_ACTIVE,
                "host",
                ":7946");
        return new Joining(loops, InstantSource.system())
                .join(wish, List.of(address))
                .credentials();
    }

    private ManagedChannel dial(NodeCredentials own) {
        return new Dialer(loops, own).dial(address);
    }

    private ManagedChannel channel(Identity identity) {
        return Optional.ofNullable(channels.get(identity)).orElseThrow();
    }

    @AfterAll
    void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
        port.close();
        manager.close();
        loops.close();
        assertThat(fatal).isNotDone();
    }

    @Test
    void thePortServesTheseCallsAndNoOthers() {
        var known = new TreeSet<String>();
        for (var service : Service.values()) {
            known.addAll(service.methods());
        }
        assertThat(port.methods()).containsExactlyElementsOf(known);
    }

    @ParameterizedTest
    @EnumSource
    void eachIdentityIsLetInWhereItBelongsAndNowhereElse(Identity identity) throws Exception {
        for (var service : Service.values()) {
            var expected = expected(service, identity);
            var answers = service.descriptor().getMethods().stream()
                    .collect(Collectors.toMap(
                            MethodDescriptor::getFullMethodName, method -> ask(method, channel(identity))));
            assertThat(answers)
                    .as(identity + " at " + service)
                    .allSatisfy(
                            (method, answer) -> assertThat(answer).as(method).isEqualTo(expected));
        }
    }

    private static Answer expected(Service service, Identity identity) {
        return switch (identity) {
            case FOREIGN, SAME_ROOT_OTHER_CLUSTER, EXPIRED -> Answer.NO_TLS;
            case NONE -> service == Service.JOINING ? Answer.LET_IN : Answer.NO_CERTIFICATE;
            case MANAGER -> Answer.LET_IN;
            case WORKER, DEMOTED ->
                switch (service) {
                    case JOINING, RENEWALS, AGENTS -> Answer.LET_IN;
                    case CONTROL, RAFT -> Answer.NOT_A_MANAGER;
                };
            case REMOVED ->
                switch (service) {
                    case RENEWALS, AGENTS, CONTROL -> Answer.WAS_REMOVED;
                    // A manager that was away may not know one that came meanwhile: the log decides who votes.
                    case JOINING, RAFT -> Answer.LET_IN;
                };
        };
    }

    /** With an empty message: whoever is let in is told what is wrong with that, or gets an answer. */
    private static Answer ask(MethodDescriptor<?, ?> method, ManagedChannel channel) {
        var plain = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(method.getType())
                .setFullMethodName(method.getFullMethodName())
                .setRequestMarshaller(new Plain())
                .setResponseMarshaller(new Plain())
                .build();
        var call = channel.newCall(plain, CallOptions.DEFAULT);
        var outcome = new CompletableFuture<Answer>();
        call.start(new Outcome(outcome), new Metadata());
        call.request(1);
        call.sendMessage(new byte[0]);
        call.halfClose();
        try {
            return outcome.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException waits) {
            return Answer.LET_IN;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            call.cancel("enough", null);
        }
    }

    private static final class Outcome extends ClientCall.Listener<byte[]> {
        private final CompletableFuture<Answer> outcome;

        Outcome(CompletableFuture<Answer> outcome) {
            this.outcome = outcome;
        }

        @Override
        public void onMessage(byte[] message) {
            outcome.complete(Answer.LET_IN);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            outcome.complete(answer(status));
        }

        private static Answer answer(Status status) {
            var sentence = String.valueOf(status.getDescription());
            if (status.getCode() == Status.Code.UNAVAILABLE && status.getCause() != null) {
                return Answer.NO_TLS;
            }
            if (status.getCode() == Status.Code.UNAUTHENTICATED && sentence.contains("needs the certificate")) {
                return Answer.NO_CERTIFICATE;
            }
            if (status.getCode() == Status.Code.PERMISSION_DENIED && sentence.endsWith("was removed from swarm")) {
                return Answer.WAS_REMOVED;
            }
            return status.getCode() == Status.Code.PERMISSION_DENIED && sentence.endsWith("is not a manager")
                    ? Answer.NOT_A_MANAGER
                    : Answer.LET_IN;
        }
    }

    private static final class Plain implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte @Nullable [] value) {
            return new ByteArrayInputStream(value == null ? new byte[0] : value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}

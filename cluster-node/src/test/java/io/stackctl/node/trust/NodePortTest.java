package io.stackctl.node.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.ClusterSettings;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.Await;
import io.stackctl.node.EventLoops;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import io.stackctl.wire.proto.AgentMessage;
import io.stackctl.wire.proto.AgentsGrpc;
import io.stackctl.wire.proto.CertificateAuthorityGrpc;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.GetRootCertificateReply;
import io.stackctl.wire.proto.GetRootCertificateRequest;
import io.stackctl.wire.proto.IssuedCertificate;
import io.stackctl.wire.proto.ListNodesReply;
import io.stackctl.wire.proto.ListNodesRequest;
import io.stackctl.wire.proto.ManagerMessage;
import io.stackctl.wire.proto.RenewCertificateRequest;
import io.stackctl.wire.proto.RenewalsGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodePortTest {
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final NodeId MANAGER = new NodeId("manager1");
    private static final NodeId WORKER = new NodeId("worker1");

    private final Instant now = Instant.now();
    private final Authority authority = Authority.create(now);
    private final EventLoops loops = EventLoops.start(1);
    private volatile ClusterState state = ClusterState.EMPTY;
    private NodePort port;

    /** Whose certificate a caller shows. */
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

    /** One call of each rule. */
    enum Rpc {
        GET_ROOT,
        RENEW,
        SESSION,
        LIST_NODES
    }

    private static void ask(Rpc rpc, ManagedChannel channel) {
        var _ = switch (rpc) {
            case GET_ROOT ->
                CertificateAuthorityGrpc.newBlockingStub((io.grpc.Channel) channel)
                        .withDeadlineAfter(LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .getRootCertificate(GetRootCertificateRequest.getDefaultInstance());
            case RENEW ->
                RenewalsGrpc.newBlockingStub((io.grpc.Channel) channel)
                        .withDeadlineAfter(LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .renewCertificate(RenewCertificateRequest.getDefaultInstance());
            case SESSION -> session(channel);
            case LIST_NODES ->
                ControlGrpc.newBlockingStub((io.grpc.Channel) channel)
                        .withDeadlineAfter(LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .listNodes(ListNodesRequest.getDefaultInstance());
        };
    }

    @BeforeEach
    void reset() {
        state = ClusterState.EMPTY.with(List.of(
                new Change.PutSettings(settings()),
                node(MANAGER, Node.Role.MANAGER),
                node(WORKER, Node.Role.WORKER),
                node(new NodeId("demoted1"), Node.Role.WORKER)));
    }

    @BeforeAll
    void open() throws Exception {
        port = NodePort.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                loops,
                credentials(authority, MANAGER, Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE),
                () -> state,
                Instant::now);
        port.serve(new Root(), Access.ANYONE);
        port.serve(new Renewals(), Access.MEMBER);
        port.serve(new Sessions(), Access.MEMBER);
        port.serve(new Nodes(), Access.MANAGER);
    }

    @AfterAll
    void close() {
        port.close();
        loops.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET_ROOT,   WORKER,  OK",
        "GET_ROOT,   MANAGER, OK",
        "GET_ROOT,   DEMOTED, OK",
        "GET_ROOT,   REMOVED, OK",
        "GET_ROOT,   NONE,    OK",
        "GET_ROOT,   FOREIGN, UNAVAILABLE",
        "GET_ROOT,   EXPIRED, UNAVAILABLE",
        "GET_ROOT,   SAME_ROOT_OTHER_CLUSTER, UNAVAILABLE",
        "RENEW,      WORKER,  OK",
        "RENEW,      MANAGER, OK",
        "RENEW,      DEMOTED, OK",
        "RENEW,      REMOVED, PERMISSION_DENIED",
        "RENEW,      NONE,    UNAUTHENTICATED",
        "RENEW,      FOREIGN, UNAVAILABLE",
        "RENEW,      EXPIRED, UNAVAILABLE",
        "RENEW,      SAME_ROOT_OTHER_CLUSTER, UNAVAILABLE",
        "SESSION,    WORKER,  OK",
        "SESSION,    MANAGER, OK",
        "SESSION,    DEMOTED, OK",
        "SESSION,    REMOVED, PERMISSION_DENIED",
        "SESSION,    NONE,    UNAUTHENTICATED",
        "SESSION,    FOREIGN, UNAVAILABLE",
        "SESSION,    EXPIRED, UNAVAILABLE",
        "SESSION,    SAME_ROOT_OTHER_CLUSTER, UNAVAILABLE",
        "LIST_NODES, WORKER,  PERMISSION_DENIED",
        "LIST_NODES, MANAGER, OK",
        "LIST_NODES, DEMOTED, PERMISSION_DENIED",
        "LIST_NODES, REMOVED, PERMISSION_DENIED",
        "LIST_NODES, NONE,    UNAUTHENTICATED",
        "LIST_NODES, FOREIGN, UNAVAILABLE",
        "LIST_NODES, EXPIRED, UNAVAILABLE",
        "LIST_NODES, SAME_ROOT_OTHER_CLUSTER, UNAVAILABLE"
    })
    void eachCallIsForThoseItIsMeantFor(Rpc rpc, Identity identity, Status.Code expected) throws Exception {
        assertThat(code(rpc, identity)).isEqualTo(expected);
    }

    private Status.Code code(Rpc rpc, Identity identity) throws Exception {
        var channel = channel(identity);
        try {
            ask(rpc, channel);
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    private ManagedChannel channel(Identity identity) throws Exception {
        var address = new PeerAddress("127.0.0.1", port.port());
        var credentials = switch (identity) {
            case WORKER -> Optional.of(member(WORKER, Node.Role.WORKER));
            case MANAGER -> Optional.of(member(MANAGER, Node.Role.MANAGER));
            case DEMOTED -> Optional.of(member(new NodeId("demoted1"), Node.Role.MANAGER));
            case REMOVED -> Optional.of(member(new NodeId("gone"), Node.Role.MANAGER));
            case FOREIGN ->
                Optional.of(credentials(
                        Authority.create(now), MANAGER, Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE));
            case SAME_ROOT_OTHER_CLUSTER ->
                Optional.of(credentials(
                        authority, MANAGER, Node.Role.MANAGER, new ClusterId("c2"), Trust.CERTIFICATE_LIFE));
            case EXPIRED ->
                Optional.of(credentials(authority, MANAGER, Node.Role.MANAGER, CLUSTER, Duration.ofMinutes(-1)));
            case NONE -> Optional.<NodeCredentials>empty();
        };
        if (credentials.isEmpty()) {
            var believed = ClusterRoots.paths(authority.root());
            return Dialer.open(address, Subject.MANAGER, loops, NodeCredentials.anonymousClient(believed));
        }
        credentials.get().trust(authority.root());
        return new Dialer(loops, credentials.get()).dial(address);
    }

    private NodeCredentials member(NodeId node, Node.Role role) throws TrustException {
        return credentials(authority, node, role, CLUSTER, Trust.CERTIFICATE_LIFE);
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVED", "DEMOTED"})
    void theOpenConnectionOfANodeThatLosesItsPlaceIsEnded(Identity identity) throws Exception {
        var id = new NodeId(identity == Identity.REMOVED ? "gone" : "demoted1");
        var before = state;
        state = before.with(List.of(node(id, Node.Role.MANAGER)));
        var channel = channel(identity);
        try {
            var ended = new CompletableFuture<Status>();
            var started = new CompletableFuture<Void>();
            AgentsGrpc.newStub((io.grpc.Channel) channel).session(new StreamObserver<>() {
                @Override
                public void onNext(ManagerMessage message) {
                    started.complete(null);
                }

                @Override
                public void onError(Throwable cause) {
                    ended.complete(Status.fromThrowable(cause));
                }

                @Override
                public void onCompleted() {
                    ended.complete(Status.OK);
                }
            });
            started.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            port.expel(state);
            assertThat(ended).isNotDone();

            state = before;
            port.expel(state);
            assertThat(ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void aRenewedCertificateIsShownByTheNextConnection() throws Exception {
        var own = member(WORKER, Node.Role.WORKER);
        var dialer = new Dialer(loops, own);
        var address = new PeerAddress("127.0.0.1", port.port());
        var first = dialer.dial(address);
        assertThat(refusal(first)).isEqualTo(Status.Code.PERMISSION_DENIED);
        first.shutdownNow();

        state = state.with(List.of(node(WORKER, Node.Role.MANAGER)));
        own.renew(member(WORKER, Node.Role.MANAGER).certificate());
        var second = dialer.dial(address);
        Await.until("the new role counts", () -> refusal(second) == Status.Code.OK);
        second.shutdownNow();
    }

    @Test
    void aManagerThatIsNotTheOneDialledIsNotBelieved() throws Exception {
        var dialer = new Dialer(loops, member(WORKER, Node.Role.WORKER));
        var address = new PeerAddress("127.0.0.1", port.port());
        var right = dialer.dial(address, MANAGER);
        var wrong = dialer.dial(address, new NodeId("manager2"));
        assertThat(refusal(right)).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(refusal(wrong)).isEqualTo(Status.Code.UNAVAILABLE);
        right.shutdownNow();
        wrong.shutdownNow();
    }

    private static Status.Code refusal(ManagedChannel channel) {
        try {
            ask(Rpc.LIST_NODES, channel);
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        }
    }

    private NodeCredentials credentials(Authority by, NodeId node, Node.Role role, ClusterId cluster, Duration life)
            throws TrustException {
        var request = SigningRequest.create();
        var chain = by.issue(request.encoded(), node, role, cluster, life, now);
        return NodeCredentials.of(request.certified(chain), by.root());
    }

    private static ClusterSettings settings() {
        var initial = ClusterSettings.INITIAL;
        return new ClusterSettings(
                Optional.of(CLUSTER),
                initial.format(),
                initial.taskHistory(),
                initial.addressPools(),
                initial.poolPrefix(),
                Optional.empty(),
                initial.nodeDownAfter(),
                Optional.empty());
    }

    private static Change node(NodeId id, Node.Role role) {
        var description =
                new Node.Description("host", new Platform("", ""), 0, 0, Immutable.emptyMap(), 1, Optional.empty());
        return new Change.PutNode(new Node(
                id,
                1,
                role,
                Node.Availability.ACTIVE,
                Immutable.emptyMap(),
                description,
                new Node.NodeStatus(Node.State.READY, "", ""),
                Instant.EPOCH,
                Instant.EPOCH));
    }

    private static Object session(ManagedChannel channel) {
        var call = AgentsGrpc.newBlockingV2Stub((io.grpc.Channel) channel).session();
        try {
            var first = call.read(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return Optional.ofNullable(first).orElseThrow();
        } catch (io.grpc.StatusException e) {
            throw e.getStatus().asRuntimeException();
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            call.cancel("enough", null);
        }
    }

    private static final class Root extends CertificateAuthorityGrpc.CertificateAuthorityImplBase {
        @Override
        public void getRootCertificate(
                GetRootCertificateRequest request, StreamObserver<GetRootCertificateReply> observer) {
            observer.onNext(GetRootCertificateReply.getDefaultInstance());
            observer.onCompleted();
        }
    }

    private static final class Renewals extends RenewalsGrpc.RenewalsImplBase {
        @Override
        public void renewCertificate(RenewCertificateRequest request, StreamObserver<IssuedCertificate> observer) {
            observer.onNext(IssuedCertificate.getDefaultInstance());
            observer.onCompleted();
        }
    }

    private static final class Sessions extends AgentsGrpc.AgentsImplBase {
        @Override
        public StreamObserver<AgentMessage> session(StreamObserver<ManagerMessage> answers) {
            answers.onNext(ManagerMessage.getDefaultInstance());
            return new StreamObserver<>() {
                @Override
                public void onNext(AgentMessage message) {}

                @Override
                public void onError(Throwable cause) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }
    }

    private static final class Nodes extends ControlGrpc.ControlImplBase {
        @Override
        public void listNodes(ListNodesRequest request, StreamObserver<ListNodesReply> observer) {
            observer.onNext(ListNodesReply.getDefaultInstance());
            observer.onCompleted();
        }
    }
}

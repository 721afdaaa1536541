package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.node.Limits;
import io.stackctl.node.store.UnlockKey;
import io.stackctl.node.trust.ExternalAuthority;
import io.stackctl.node.trust.JoinToken;
import io.stackctl.node.trust.NextRoot;
import io.stackctl.node.trust.TrustException;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.ClusterMessage;
import io.stackctl.wire.proto.ExternalAuthorityMessage;
import io.stackctl.wire.proto.JoinTokenReply;
import io.stackctl.wire.proto.JoinTokenRequest;
import io.stackctl.wire.proto.NodeAvailabilityMessage;
import io.stackctl.wire.proto.NodeRoleMessage;
import io.stackctl.wire.proto.RemoveNodeReply;
import io.stackctl.wire.proto.RemoveNodeRequest;
import io.stackctl.wire.proto.RotateRootReply;
import io.stackctl.wire.proto.RotateRootRequest;
import io.stackctl.wire.proto.UnlockKeyReply;
import io.stackctl.wire.proto.UnlockKeyRequest;
import io.stackctl.wire.proto.UpdateClusterReply;
import io.stackctl.wire.proto.UpdateClusterRequest;
import io.stackctl.wire.proto.UpdateNodeReply;
import io.stackctl.wire.proto.UpdateNodeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What clients ask about nodes and about the cluster itself. */
final class ClusterCalls {
    private final NodeId self;
    private final Publisher publisher;
    private final ControlLoop loop;
    private final Certificates certificates;

    ClusterCalls(NodeId self, Publisher publisher, ControlLoop loop, Certificates certificates) {
        this.certificates = certificates;
        this.self = self;
        this.publisher = publisher;
        this.loop = loop;
    }

    UpdateNodeReply update(UpdateNodeRequest message) throws StatusException, DecodeException, InterruptedException {
        var availability = message.getAvailability() == NodeAvailabilityMessage.NODE_AVAILABILITY_UNSPECIFIED
                ? Optional.<Node.Availability>empty()
                : Optional.of(NodeCodec.fromMessage(message.getAvailability()));
        var role = message.getRole() == NodeRoleMessage.NODE_ROLE_UNSPECIFIED
                ? Optional.<Node.Role>empty()
                : Optional.of(NodeCodec.fromMessage(message.getRole()));
        var done = Replies.await(loop.ask(new NodeRequests.Update(
                new RequestId(message.getRequestId()),
                message.getNode(),
                availability,
                role,
                message.getAddLabelsMap(),
                message.getRemoveLabelsList())));
        var reply = UpdateNodeReply.newBuilder().setChanged(done.changed());
        Lookup.node(publisher.state(), done.id()).map(NodeCodec::toMessage).ifPresent(reply::setNode);
        return reply.build();
    }

    RemoveNodeReply remove(RemoveNodeRequest message) throws StatusException, InterruptedException {
        var id = Replies.await(loop.ask(
                new NodeRequests.Remove(new RequestId(message.getRequestId()), message.getNode(), message.getForce())));
        return RemoveNodeReply.newBuilder().setId(id).build();
    }

    ClusterMessage describe() throws StatusException {
        var state = publisher.state();
        var trust = Certificates.trust(state);
        var waiting = RootRotation.waiting(state);
        return ClusterMessage.newBuilder()
                .setAutolock(trust.unlockKey().isPresent())
                .setDesiredRoot(trust.issuingRoot())
                .setRenewed(state.nodes().size() - waiting.size())
                .setNodes(state.nodes().size())
                .addAllWaitingFor(waiting.stream()
                        .limit(Limits.ROTATION_NAMES)
                        .map(node -> node.description().hostname()
                                + (node.status().state() == Node.State.READY
                                        ? ""
                                        : " (" + node.status().state().name().toLowerCase(Locale.ROOT) + ")"))
                        .toList())
                .setId(state.settings().id().orElseThrow().value())
                .setRevision(state.revision().value())
                .setTaskHistory(state.settings().taskHistory())
                .setNodeDownAfterMillis(state.settings().nodeDownAfter().toMillis())
                .setCertificateLifeSeconds(trust.certificateLife().toSeconds())
                .setRoot(trust.root())
                .setRotatingRoot(trust.rotation().isPresent())
                .build();
    }

    UpdateClusterReply update(UpdateClusterRequest message) throws StatusException, InterruptedException {
        Optional<List<String>> externals = message.hasExternals()
                ? Optional.of(urls(message.getExternals().getExternalsList()))
                : Optional.empty();
        boolean wasLocked = UnlockKeys.of(publisher.state()).isPresent();
        var revision = Replies.await(loop.ask(new ClusterRequests.Update(
                new RequestId(message.getRequestId()),
                message.hasTaskHistory() ? Optional.of(message.getTaskHistory()) : Optional.empty(),
                message.hasNodeDownAfterMillis()
                        ? Optional.of(Duration.ofMillis(message.getNodeDownAfterMillis()))
                        : Optional.empty(),
                message.hasCertificateLifeSeconds()
                        ? Optional.of(Duration.ofSeconds(message.getCertificateLifeSeconds()))
                        : Optional.empty(),
                message.hasAutolock() ? Optional.of(message.getAutolock()) : Optional.empty(),
                externals,
                UnlockKey.create())));
        var reply = UpdateClusterReply.newBuilder().setRevision(revision.value());
        if (!wasLocked) {
            UnlockKeys.of(publisher.state()).map(UnlockKey::text).ifPresent(reply::setUnlockKey);
        }
        return reply.build();
    }

    private static List<String> urls(List<ExternalAuthorityMessage> externals) throws StatusException {
        var urls = externals.stream().map(ExternalAuthorityMessage::getUrl).toList();
        try {
            for (var url : urls) {
                ExternalAuthority.check(url);
            }
            return urls;
        } catch (TrustException refused) {
            throw invalid(refused);
        }
    }

    private static StatusException invalid(TrustException refused) {
        return Status.INVALID_ARGUMENT.withDescription(refused.getMessage()).asException();
    }

    UnlockKeyReply unlockKey(UnlockKeyRequest message) throws StatusException, InterruptedException {
        if (message.getRotate()) {
            Replies.await(loop.ask(
                    new ClusterRequests.RotateUnlockKey(new RequestId(message.getRequestId()), UnlockKey.create())));
        }
        return UnlockKeyReply.newBuilder()
                .setUnlockKey(
                        UnlockKeys.of(publisher.state()).map(UnlockKey::text).orElse(""))
                .build();
    }

    RotateRootReply rotateRoot(RotateRootRequest message) throws StatusException, InterruptedException {
        var id = new RequestId(message.getRequestId());
        var done = publisher.state().requests().get(id);
        if (done.isPresent()) {
            return RotateRootReply.newBuilder()
                    .setRevision(done.get().revision().value())
                    .build();
        }
        var before = Certificates.trust(publisher.state());
        var wish = new NextRoot.Wish(message.getRoot(), message.getRootKey(), urls(message.getExternalsList()));
        try {
            var revision = Replies.await(loop.ask(new ClusterRequests.RotateRoot(
                    id,
                    before,
                    certificates.next(before).begin(wish),
                    message.hasCertificateLifeSeconds()
                            ? Optional.of(Duration.ofSeconds(message.getCertificateLifeSeconds()))
                            : Optional.empty())));
            return RotateRootReply.newBuilder().setRevision(revision.value()).build();
        } catch (TrustException refused) {
            throw invalid(refused);
        }
    }

    JoinTokenReply joinToken(JoinTokenRequest message) throws StatusException, DecodeException, InterruptedException {
        var role = NodeCodec.fromMessage(message.getRole());
        if (message.getRotate()) {
            Replies.await(loop.ask(new ClusterRequests.RotateToken(
                    new RequestId(message.getRequestId()), role, JoinToken.newSecret())));
        }
        var state = publisher.state();
        var reply = JoinTokenReply.newBuilder()
                .setToken(JoinToken.of(Certificates.trust(state), role).text());
        state.nodes().get(self).map(node -> node.status().address()).ifPresent(reply::setAddress);
        return reply.build();
    }
}

package io.stackctl.node.control;

import io.grpc.StatusException;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.node.trust.JoinToken;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.ClusterMessage;
import io.stackctl.wire.proto.JoinTokenReply;
import io.stackctl.wire.proto.JoinTokenRequest;
import io.stackctl.wire.proto.NodeAvailabilityMessage;
import io.stackctl.wire.proto.NodeRoleMessage;
import io.stackctl.wire.proto.RemoveNodeReply;
import io.stackctl.wire.proto.RemoveNodeRequest;
import io.stackctl.wire.proto.UpdateClusterReply;
import io.stackctl.wire.proto.UpdateClusterRequest;
import io.stackctl.wire.proto.UpdateNodeReply;
import io.stackctl.wire.proto.UpdateNodeRequest;
import java.time.Duration;
import java.util.Optional;

/** What clients ask about nodes and about the cluster itself. */
final class ClusterCalls {
    private final NodeId self;
    private final Publisher publisher;
    private final ControlLoop loop;

    ClusterCalls(NodeId self, Publisher publisher, ControlLoop loop) {
        this.self = self;
        this.publisher = publisher;
        this.loop = loop;
    }

    UpdateNodeReply update(UpdateNodeRequest message) throws StatusException, DecodeException, InterruptedException {
        var availability = message.getAvailability() == NodeAvailabilityMessage.NODE_AVAILABILITY_UNSPECIFIED
                ? Optional.<io.stackctl.cluster.Node.Availability>empty()
                : Optional.of(NodeCodec.fromMessage(message.getAvailability()));
        var role = message.getRole() == NodeRoleMessage.NODE_ROLE_UNSPECIFIED
                ? Optional.<io.stackctl.cluster.Node.Role>empty()
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
        return ClusterMessage.newBuilder()
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
        var revision = Replies.await(loop.ask(new ClusterRequests.Update(
                new RequestId(message.getRequestId()),
                message.hasTaskHistory() ? Optional.of(message.getTaskHistory()) : Optional.empty(),
                message.hasNodeDownAfterMillis()
                        ? Optional.of(Duration.ofMillis(message.getNodeDownAfterMillis()))
                        : Optional.empty(),
                message.hasCertificateLifeSeconds()
                        ? Optional.of(Duration.ofSeconds(message.getCertificateLifeSeconds()))
                        : Optional.empty())));
        return UpdateClusterReply.newBuilder().setRevision(revision.value()).build();
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

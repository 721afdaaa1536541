package io.stackctl.wire;

import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.wire.proto.EngineMessage;
import io.stackctl.wire.proto.NodeAvailabilityMessage;
import io.stackctl.wire.proto.NodeDescriptionMessage;
import io.stackctl.wire.proto.NodeMessage;
import io.stackctl.wire.proto.NodeRoleMessage;
import io.stackctl.wire.proto.NodeStateMessage;
import io.stackctl.wire.proto.NodeStatusMessage;

/** Nodes, and what they say of themselves. */
public final class NodeCodec {
    private static final EnumTable<Node.Role, NodeRoleMessage> ROLE =
            EnumTable.of(Node.Role.class, NodeRoleMessage.class, "NODE_ROLE_");
    private static final EnumTable<Node.Availability, NodeAvailabilityMessage> AVAILABILITY =
            EnumTable.of(Node.Availability.class, NodeAvailabilityMessage.class, "NODE_AVAILABILITY_");
    private static final EnumTable<Node.State, NodeStateMessage> STATE =
            EnumTable.of(Node.State.class, NodeStateMessage.class, "NODE_STATE_");

    private NodeCodec() {}

    public static NodeMessage toMessage(Node node) {
        return NodeMessage.newBuilder()
                .setId(node.id().value())
                .setIncarnation(node.incarnation())
                .setRole(ROLE.toMessage(node.role()))
                .setAvailability(AVAILABILITY.toMessage(node.availability()))
                .putAllLabels(node.labels())
                .setDescription(toMessage(node.description()))
                .setStatus(NodeStatusMessage.newBuilder()
                        .setState(STATE.toMessage(node.status().state()))
                        .setMessage(node.status().message())
                        .setAddress(node.status().address()))
                .setCreatedAt(Scalars.toMessage(node.createdAt()))
                .setUpdatedAt(Scalars.toMessage(node.updatedAt()))
                .build();
    }

    public static Node fromMessage(NodeMessage message) throws DecodeException {
        return Decoding.decode(message, NodeCodec::read);
    }

    public static NodeRoleMessage toMessage(Node.Role role) {
        return ROLE.toMessage(role);
    }

    public static Node.Role fromMessage(NodeRoleMessage role) throws DecodeException {
        return ROLE.fromMessage(role);
    }

    public static NodeAvailabilityMessage toMessage(Node.Availability availability) {
        return AVAILABILITY.toMessage(availability);
    }

    public static Node.Availability fromMessage(NodeAvailabilityMessage availability) throws DecodeException {
        return AVAILABILITY.fromMessage(availability);
    }

    static Node read(NodeMessage message) throws DecodeException {
        return new Node(
                new NodeId(message.getId()),
                message.getIncarnation(),
                ROLE.fromMessage(message.getRole()),
                AVAILABILITY.fromMessage(message.getAvailability()),
                Decoding.named(message.getLabelsMap()),
                read(message.getDescription()),
                status(message.getStatus()),
                Scalars.fromMessage(message.getCreatedAt()),
                Scalars.fromMessage(message.getUpdatedAt()));
    }

    private static Node.NodeStatus status(NodeStatusMessage message) throws DecodeException {
        return new Node.NodeStatus(STATE.fromMessage(message.getState()), message.getMessage(), message.getAddress());
    }

    public static NodeDescriptionMessage toMessage(Node.Description description) {
        var message = NodeDescriptionMessage.newBuilder()
                .setHostname(description.hostname())
                .setPlatform(PlacementCodec.toMessage(description.platform()))
                .setNanoCpus(description.nanoCpus())
                .setMemoryBytes(description.memoryBytes())
                .putAllGeneric(description.generic())
                .setFormats(description.formats());
        description
                .engine()
                .ifPresent(engine -> message.setEngine(EngineMessage.newBuilder()
                        .setVersion(engine.version())
                        .setApiVersion(engine.apiVersion())
                        .putAllLabels(engine.labels())
                        .addAllPlugins(engine.plugins())));
        return message.build();
    }

    public static Node.Description fromMessage(NodeDescriptionMessage message) throws DecodeException {
        return Decoding.decode(message, NodeCodec::read);
    }

    private static Node.Description read(NodeDescriptionMessage message) throws DecodeException {
        return new Node.Description(
                message.getHostname(),
                PlacementCodec.read(message.getPlatform()),
                message.getNanoCpus(),
                message.getMemoryBytes(),
                Decoding.named(message.getGenericMap()),
                message.getFormats(),
                Decoding.when(message.hasEngine(), message.getEngine(), NodeCodec::engine));
    }

    private static Node.Engine engine(EngineMessage message) {
        return new Node.Engine(
                message.getVersion(),
                message.getApiVersion(),
                Decoding.named(message.getLabelsMap()),
                message.getPluginsList());
    }
}

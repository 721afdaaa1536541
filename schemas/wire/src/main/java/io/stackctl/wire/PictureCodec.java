package io.stackctl.wire;

import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Subnet;
import io.stackctl.view.AssignedFile;
import io.stackctl.view.DnsZone;
import io.stackctl.view.Frontend;
import io.stackctl.view.NetworkAssignment;
import io.stackctl.view.NodePicture;
import io.stackctl.view.PictureDelta;
import io.stackctl.view.TaskAssignment;
import io.stackctl.wire.proto.AssignedFileMessage;
import io.stackctl.wire.proto.Assignments;
import io.stackctl.wire.proto.BackendMessage;
import io.stackctl.wire.proto.ContentKindMessage;
import io.stackctl.wire.proto.FrontendMessage;
import io.stackctl.wire.proto.NameMessage;
import io.stackctl.wire.proto.NetworkAssignmentMessage;
import io.stackctl.wire.proto.TaskAddressMessage;
import io.stackctl.wire.proto.TaskAssignmentMessage;
import io.stackctl.wire.proto.ZoneMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The picture of a node, whole or as what changed. Contents of secrets and configs are added by the sender. */
public final class PictureCodec {
    private static final String KEY_SEPARATOR = "/";

    private PictureCodec() {}

    /** A complete picture; the receiver lets go of what is not in it. */
    public static Assignments.Builder toMessage(NodePicture picture) {
        var nothing = new NodePicture(
                Revision.ZERO, picture.node(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());
        return toMessage(PictureDelta.between(nothing, picture))
                .setComplete(true)
                .setRevision(picture.revision().value());
    }

    /** What changed since the picture that was sent before. */
    public static Assignments.Builder toMessage(PictureDelta delta) {
        var message = Assignments.newBuilder();
        delta.tasks().values().forEach(task -> message.addTasks(task(task)));
        delta.removedTasks().forEach(key -> message.addRemovedTasks(text(key)));
        delta.networks().values().forEach(network -> message.addNetworks(network(network)));
        delta.removedNetworks().forEach(id -> message.addRemovedNetworks(id.value()));
        delta.zones().forEach((id, zone) -> message.addZones(zone(id, zone)));
        delta.removedZones().forEach(id -> message.addRemovedZones(id.value()));
        delta.frontends().ifPresent(frontends -> {
            message.setFrontendsChanged(true);
            frontends.forEach(frontend -> message.addFrontends(frontend(frontend)));
        });
        return message;
    }

    /** The picture after a message, whatever it was before when the message is complete. */
    public static NodePicture fromMessage(Assignments message, NodeId node, Optional<NodePicture> before)
            throws DecodeException {
        return Decoding.decode(message, checked -> {
            var base = checked.getComplete() ? Optional.<NodePicture>empty() : before;
            var from = base.orElse(
                    new NodePicture(Revision.ZERO, node, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of()));
            return delta(checked).appliedTo(from, new Revision(checked.getRevision()));
        });
    }

    private static PictureDelta delta(Assignments message) throws DecodeException {
        var tasks = new TreeMap<TaskKey, TaskAssignment>();
        for (var task : message.getTasksList()) {
            var read = task(task);
            tasks.put(read.key(), read);
        }
        var removedTasks = new TreeSet<TaskKey>();
        for (var key : message.getRemovedTasksList()) {
            removedTasks.add(key(key));
        }
        var networks = new TreeMap<NetworkId, NetworkAssignment>();
        for (var network : message.getNetworksList()) {
            networks.put(new NetworkId(network.getId()), network(network));
        }
        var zones = new TreeMap<NetworkId, DnsZone>();
        for (var zone : message.getZonesList()) {
            zones.put(new NetworkId(zone.getNetworkId()), zone(zone));
        }
        return new PictureDelta(
                tasks,
                removedTasks,
                networks,
                ids(message.getRemovedNetworksList()),
                zones,
                ids(message.getRemovedZonesList()),
                message.getFrontendsChanged() ? Optional.of(frontends(message)) : Optional.empty());
    }

    private static SortedSet<NetworkId> ids(List<String> values) {
        var ids = new TreeSet<NetworkId>();
        values.forEach(value -> ids.add(new NetworkId(value)));
        return ids;
    }

    private static String text(TaskKey key) {
        return key.service().value() + KEY_SEPARATOR + key.task().value();
    }

    private static TaskKey key(String text) throws DecodeException {
        int at = text.indexOf(KEY_SEPARATOR);
        if (at < 0) {
            throw new DecodeException("a removed task is named by service and task, not by " + text);
        }
        return new TaskKey(new ServiceId(text.substring(0, at)), new TaskId(text.substring(at + 1)));
    }

    private static TaskAssignmentMessage task(TaskAssignment task) {
        var message = TaskAssignmentMessage.newBuilder()
                .setServiceId(task.key().service().value())
                .setTaskId(task.key().task().value())
                .setVersion(task.version().value())
                .setSlot(TaskCodec.slot(task.slot()))
                .setDesired(TaskCodec.DESIRED.toMessage(task.desired()))
                .setSpec(SpecCodec.toMessage(task.spec()));
        task.addresses()
                .forEach(address -> message.addAddresses(TaskAddressMessage.newBuilder()
                        .setNetwork(address.network().value())
                        .setAddress(address.address().bits())));
        task.files().forEach(file -> message.addFiles(file(file)));
        return message.build();
    }

    private static TaskAssignment task(TaskAssignmentMessage message) throws DecodeException {
        return new TaskAssignment(
                new TaskKey(new ServiceId(message.getServiceId()), new TaskId(message.getTaskId())),
                new SpecVersion(message.getVersion()),
                TaskCodec.slot(message.getSlot()),
                TaskCodec.DESIRED.fromMessage(message.getDesired()),
                SpecCodec.read(message.getSpec()),
                Decoding.each(message.getAddressesList(), TaskCodec::address),
                Decoding.each(message.getFilesList(), PictureCodec::file));
    }

    private static AssignedFileMessage file(AssignedFile file) {
        return AssignedFileMessage.newBuilder()
                .setKind(kind(file.content().kind()))
                .setId(file.content().id())
                .setReference(FileCodec.toMessage(file.reference()))
                .build();
    }

    private static AssignedFile file(AssignedFileMessage message) throws DecodeException {
        return new AssignedFile(key(message.getKind(), message.getId()), FileCodec.read(message.getReference()));
    }

    /** The key of a content as messages name it. */
    public static AssignedFile.ContentKey key(ContentKindMessage kind, String id) throws DecodeException {
        return switch (kind) {
            case CONTENT_KIND_SECRET -> new AssignedFile.ContentKey(AssignedFile.Kind.SECRET, id);
            case CONTENT_KIND_CONFIG -> new AssignedFile.ContentKey(AssignedFile.Kind.CONFIG, id);
            case CONTENT_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new DecodeException("a content is of an unknown kind: upgrade this node");
        };
    }

    public static ContentKindMessage kind(AssignedFile.Kind kind) {
        return switch (kind) {
            case SECRET -> ContentKindMessage.CONTENT_KIND_SECRET;
            case CONFIG -> ContentKindMessage.CONTENT_KIND_CONFIG;
        };
    }

    private static NetworkAssignmentMessage network(NetworkAssignment network) {
        return NetworkAssignmentMessage.newBuilder()
                .setId(network.id().value())
                .setSpec(NetworkSpecCodec.toMessage(network.spec()))
                .setSubnet(network.subnet().toString())
                .setGateway(network.gateway().toString())
                .build();
    }

    private static NetworkAssignment network(NetworkAssignmentMessage message) throws DecodeException {
        return new NetworkAssignment(
                new NetworkId(message.getId()),
                NetworkSpecCodec.read(message.getSpec()),
                Subnet.parse(message.getSubnet())
                        .orElseThrow(() -> new DecodeException(message.getSubnet() + " is no subnet")),
                address(message.getGateway()));
    }

    private static Ipv4Address address(String text) throws DecodeException {
        return Ipv4Address.parse(text).orElseThrow(() -> new DecodeException(text + " is no address"));
    }

    private static ZoneMessage zone(NetworkId id, DnsZone zone) {
        var message = ZoneMessage.newBuilder().setNetworkId(id.value());
        zone.names()
                .forEach((name, addresses) -> message.addNames(NameMessage.newBuilder()
                        .setName(name)
                        .addAllAddresses(
                                addresses.stream().map(Ipv4Address::toString).toList())));
        return message.build();
    }

    private static DnsZone zone(ZoneMessage message) throws DecodeException {
        Map<String, List<Ipv4Address>> names = new TreeMap<>();
        for (var name : message.getNamesList()) {
            names.put(name.getName(), List.copyOf(Decoding.each(name.getAddressesList(), PictureCodec::address)));
        }
        return new DnsZone(new TreeMap<>(names));
    }

    private static FrontendMessage frontend(Frontend frontend) {
        var message = FrontendMessage.newBuilder()
                .setPort(frontend.port())
                .setProtocol(frontend.protocol().text())
                .setServiceId(frontend.service().value())
                .setServiceName(frontend.serviceName());
        frontend.hostAddress().ifPresent(message::setHostAddress);
        frontend.backends()
                .forEach(backend -> message.addBackends(BackendMessage.newBuilder()
                        .setServiceId(backend.task().service().value())
                        .setTaskId(backend.task().task().value())
                        .setAddress(backend.address().toString())
                        .setPort(backend.port())));
        return message.build();
    }

    private static List<Frontend> frontends(Assignments message) throws DecodeException {
        var frontends = new ArrayList<Frontend>();
        for (var frontend : message.getFrontendsList()) {
            frontends.add(new Frontend(
                    frontend.getPort(),
                    protocol(frontend.getProtocol()),
                    Decoding.when(frontend.hasHostAddress(), frontend.getHostAddress()),
                    new ServiceId(frontend.getServiceId()),
                    frontend.getServiceName(),
                    Decoding.each(frontend.getBackendsList(), PictureCodec::backend)));
        }
        return frontends;
    }

    private static PortSpec.Protocol protocol(String text) throws DecodeException {
        for (var protocol : PortSpec.Protocol.values()) {
            if (protocol.text().equals(text.toLowerCase(Locale.ROOT))) {
                return protocol;
            }
        }
        throw new DecodeException("the protocol " + text + " is unknown: upgrade this node");
    }

    private static Frontend.Backend backend(BackendMessage message) throws DecodeException {
        return new Frontend.Backend(
                new TaskKey(new ServiceId(message.getServiceId()), new TaskId(message.getTaskId())),
                address(message.getAddress()),
                message.getPort());
    }
}

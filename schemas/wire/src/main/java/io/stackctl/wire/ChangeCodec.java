package io.stackctl.wire;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.SecretId;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.StackId;
import io.stackctl.wire.proto.AnsweredMessage;
import io.stackctl.wire.proto.ChangeMessage;
import io.stackctl.wire.proto.ChangesMessage;
import io.stackctl.wire.proto.PutAnswerMessage;
import io.stackctl.wire.proto.PutSpecMessage;
import java.util.List;

/** Changes of the state: the entries of transactions and snapshots. */
public final class ChangeCodec {
    private ChangeCodec() {}

    /** The changes as bytes, for a part of a snapshot. */
    public static byte[] toBytes(List<Change> changes) {
        var message = ChangesMessage.newBuilder();
        changes.forEach(change -> message.addChanges(toMessage(change)));
        return message.build().toByteArray();
    }

    public static List<Change> fromBytes(byte[] bytes) throws DecodeException {
        return Decoding.decode(
                Decoding.parse(ChangesMessage.parser(), bytes),
                message -> Decoding.each(message.getChangesList(), ChangeCodec::read));
    }

    public static ChangeMessage toMessage(Change change) {
        var message = ChangeMessage.newBuilder();
        var filled = switch (change) {
            case Change.PutSettings(var settings) -> message.setPutSettings(SettingsCodec.toMessage(settings));
            case Change.PutTrust(var trust) -> message.setPutTrust(TrustCodec.toMessage(trust));
            case Change.PutNode(var node) -> message.setPutNode(NodeCodec.toMessage(node));
            case Change.RemoveNode(var id) -> message.setRemoveNode(id.value());
            case Change.PutStack(var stack) -> message.setPutStack(StackCodec.toMessage(stack));
            case Change.RemoveStack(var id) -> message.setRemoveStack(id.value());
            case Change.PutService(var service) -> message.setPutService(ServiceCodec.toMessage(service));
            case Change.RemoveService(var id) -> message.setRemoveService(id.value());
            case Change.PutSpec(var key, var spec) ->
                message.setPutSpec(PutSpecMessage.newBuilder()
                        .setKey(KeyCodec.toMessage(key))
                        .setSpec(SpecCodec.toMessage(spec)));
            case Change.RemoveSpec(var key) -> message.setRemoveSpec(KeyCodec.toMessage(key));
            case Change.PutTask(var task) -> message.setPutTask(TaskCodec.toMessage(task));
            case Change.RemoveTask(var key) -> message.setRemoveTask(KeyCodec.toMessage(key));
            case Change.PutNetwork(var network) -> message.setPutNetwork(NetworkCodec.toMessage(network));
            case Change.RemoveNetwork(var id) -> message.setRemoveNetwork(id.value());
            case Change.PutSecret(var secret) -> message.setPutSecret(ContentCodec.toMessage(secret));
            case Change.RemoveSecret(var id) -> message.setRemoveSecret(id.value());
            case Change.PutConfig(var config) -> message.setPutConfig(ContentCodec.toMessage(config));
            case Change.RemoveConfig(var id) -> message.setRemoveConfig(id.value());
            case Change.PutAnswer(var request, var answered) ->
                message.setPutAnswer(PutAnswerMessage.newBuilder()
                        .setRequest(request.value())
                        .setAnswered(answered(answered)));
            case Change.RemoveAnswer(var request) -> message.setRemoveAnswer(request.value());
        };
        return filled.build();
    }

    public static Change fromMessage(ChangeMessage message) throws DecodeException {
        return Decoding.decode(message, ChangeCodec::read);
    }

    static Change read(ChangeMessage message) throws DecodeException {
        return switch (message.getChangeCase()) {
            case PUT_SETTINGS -> new Change.PutSettings(SettingsCodec.read(message.getPutSettings()));
            case PUT_TRUST -> new Change.PutTrust(TrustCodec.read(message.getPutTrust()));
            case PUT_NODE -> new Change.PutNode(NodeCodec.read(message.getPutNode()));
            case REMOVE_NODE -> new Change.RemoveNode(new NodeId(message.getRemoveNode()));
            case PUT_STACK -> new Change.PutStack(StackCodec.read(message.getPutStack()));
            case REMOVE_STACK -> new Change.RemoveStack(new StackId(message.getRemoveStack()));
            case PUT_SERVICE -> new Change.PutService(ServiceCodec.read(message.getPutService()));
            case REMOVE_SERVICE -> new Change.RemoveService(new ServiceId(message.getRemoveService()));
            case PUT_SPEC ->
                new Change.PutSpec(
                        KeyCodec.read(message.getPutSpec().getKey()),
                        SpecCodec.read(message.getPutSpec().getSpec()));
            case REMOVE_SPEC -> new Change.RemoveSpec(KeyCodec.read(message.getRemoveSpec()));
            case PUT_TASK -> new Change.PutTask(TaskCodec.read(message.getPutTask()));
            case REMOVE_TASK -> new Change.RemoveTask(KeyCodec.read(message.getRemoveTask()));
            case PUT_NETWORK -> new Change.PutNetwork(NetworkCodec.read(message.getPutNetwork()));
            case REMOVE_NETWORK -> new Change.RemoveNetwork(new NetworkId(message.getRemoveNetwork()));
            case PUT_SECRET -> new Change.PutSecret(ContentCodec.read(message.getPutSecret()));
            case REMOVE_SECRET -> new Change.RemoveSecret(new SecretId(message.getRemoveSecret()));
            case PUT_CONFIG -> new Change.PutConfig(ContentCodec.read(message.getPutConfig()));
            case REMOVE_CONFIG -> new Change.RemoveConfig(new ConfigId(message.getRemoveConfig()));
            case PUT_ANSWER ->
                new Change.PutAnswer(
                        new RequestId(message.getPutAnswer().getRequest()),
                        answered(message.getPutAnswer().getAnswered()));
            case REMOVE_ANSWER -> new Change.RemoveAnswer(new RequestId(message.getRemoveAnswer()));
            case CHANGE_NOT_SET -> throw DecodeException.fromNewerVersion("a change of an unknown kind");
        };
    }

    private static AnsweredMessage answered(Answered answered) {
        return AnsweredMessage.newBuilder()
                .setRevision(answered.revision().value())
                .setAt(Scalars.toMessage(answered.at()))
                .build();
    }

    private static Answered answered(AnsweredMessage message) throws DecodeException {
        return new Answered(new Revision(message.getRevision()), Scalars.fromMessage(message.getAt()));
    }
}

package io.stackctl.wire;

import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.SecretId;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.StackRevision;
import io.stackctl.wire.proto.StackMessage;
import io.stackctl.wire.proto.StackOnFailureMessage;
import io.stackctl.wire.proto.StackResultMessage;
import io.stackctl.wire.proto.StackRevisionMessage;
import java.util.Optional;

/** Stacks and their revisions. */
public final class StackCodec {
    private static final EnumTable<StackRevision.Result, StackResultMessage> RESULT =
            EnumTable.of(StackRevision.Result.class, StackResultMessage.class, "STACK_RESULT_");
    private static final EnumTable<StackRevision.OnFailure, StackOnFailureMessage> ON_FAILURE =
            EnumTable.of(StackRevision.OnFailure.class, StackOnFailureMessage.class, "STACK_ON_FAILURE_");

    private StackCodec() {}

    public static StackMessage toMessage(Stack stack) {
        var message = StackMessage.newBuilder()
                .setId(stack.id().value())
                .setName(stack.name())
                .setRemoving(stack.removing());
        stack.revisions().forEach(revision -> message.addRevisions(toMessage(revision)));
        return message.build();
    }

    public static Stack fromMessage(StackMessage message) throws DecodeException {
        return Decoding.decode(message, StackCodec::read);
    }

    static Stack read(StackMessage message) throws DecodeException {
        return new Stack(
                new StackId(message.getId()),
                message.getName(),
                Decoding.each(message.getRevisionsList(), StackCodec::read),
                message.getRemoving());
    }

    public static StackRevisionMessage toMessage(StackRevision revision) {
        var message = StackRevisionMessage.newBuilder()
                .setNumber(revision.number())
                .setAt(Scalars.toMessage(revision.at()))
                .setAuthor(revision.author())
                .setMessage(revision.message())
                .setResult(RESULT.toMessage(revision.result()));
        revision.gitRevision().ifPresent(message::setGitRevision);
        revision.restores().ifPresent(message::setRestores);
        revision.onFailure().map(ON_FAILURE::toMessage).ifPresent(message::setOnFailure);
        revision.services().forEach((name, key) -> message.putServices(name, KeyCodec.toMessage(key)));
        revision.networks().forEach(id -> message.addNetworks(id.value()));
        revision.secrets().forEach(id -> message.addSecrets(id.value()));
        revision.configs().forEach(id -> message.addConfigs(id.value()));
        return message.build();
    }

    public static StackRevision fromMessage(StackRevisionMessage message) throws DecodeException {
        return Decoding.decode(message, StackCodec::read);
    }

    private static StackRevision read(StackRevisionMessage message) throws DecodeException {
        return new StackRevision(
                message.getNumber(),
                Scalars.fromMessage(message.getAt()),
                message.getAuthor(),
                message.getMessage(),
                Decoding.when(message.hasGitRevision(), message.getGitRevision()),
                Decoding.when(message.hasRestores(), message.getRestores()),
                Decoding.rows(message.getServicesMap(), name -> name, KeyCodec::read),
                Decoding.each(message.getNetworksList(), NetworkId::new),
                Decoding.each(message.getSecretsList(), SecretId::new),
                Decoding.each(message.getConfigsList(), ConfigId::new),
                RESULT.fromMessage(message.getResult()),
                onFailure(message.getOnFailure()));
    }

    public static StackOnFailureMessage toMessage(Optional<StackRevision.OnFailure> onFailure) {
        return onFailure.map(ON_FAILURE::toMessage).orElse(StackOnFailureMessage.STACK_ON_FAILURE_UNSPECIFIED);
    }

    /** Empty when the user did not say. */
    public static Optional<StackRevision.OnFailure> onFailure(StackOnFailureMessage message) throws DecodeException {
        return message == StackOnFailureMessage.STACK_ON_FAILURE_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(ON_FAILURE.fromMessage(message));
    }
}

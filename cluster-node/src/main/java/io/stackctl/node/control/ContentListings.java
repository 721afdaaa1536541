package io.stackctl.node.control;

import com.google.protobuf.ByteString;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.StoredSecret;
import io.stackctl.plan.ObjectKind;
import io.stackctl.wire.proto.ContentSummaryMessage;
import io.stackctl.wire.proto.ListContentsReply;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Secrets and configs as clients list them; what a secret holds is never among it. */
final class ContentListings {
    private ContentListings() {}

    static ListContentsReply secrets(ClusterState state, List<String> namesOrIds) {
        var reply = ListContentsReply.newBuilder();
        if (namesOrIds.isEmpty()) {
            state.secrets()
                    .values()
                    .sorted(Comparator.comparing(StoredSecret::name).thenComparing(StoredSecret::createdAt))
                    .forEach(secret -> reply.addContents(summary(state, secret)));
        }
        for (var nameOrId : namesOrIds) {
            Lookup.secret(state, nameOrId)
                    .ifPresentOrElse(
                            secret -> reply.addContents(summary(state, secret)), () -> reply.addNotFound(nameOrId));
        }
        return reply.build();
    }

    static ListContentsReply configs(ClusterState state, List<String> namesOrIds) {
        var reply = ListContentsReply.newBuilder();
        if (namesOrIds.isEmpty()) {
            state.configs()
                    .values()
                    .sorted(Comparator.comparing(StoredConfig::name).thenComparing(StoredConfig::createdAt))
                    .forEach(config -> reply.addContents(summary(state, config)));
        }
        for (var nameOrId : namesOrIds) {
            Lookup.config(state, nameOrId)
                    .ifPresentOrElse(
                            config -> reply.addContents(summary(state, config)), () -> reply.addNotFound(nameOrId));
        }
        return reply.build();
    }

    /** The id of the newest content of that name; empty when there is none. */
    static String idOf(ClusterState state, ObjectKind kind, String name) {
        return kind == ObjectKind.SECRET
                ? Lookup.secret(state, name).map(secret -> secret.id().value()).orElse("")
                : Lookup.config(state, name).map(config -> config.id().value()).orElse("");
    }

    private static ContentSummaryMessage summary(ClusterState state, StoredSecret secret) {
        var message = ContentSummaryMessage.newBuilder()
                .setId(secret.id().value())
                .setName(secret.name())
                .putAllLabels(secret.labels())
                .setVersion(secret.version().value())
                .setCreatedAt(Nanos.of(secret.createdAt()))
                .addAllUsedBy(ContentRequests.users(
                        state, secret.name(), spec -> spec.container().secrets()));
        stackName(state, secret.stack()).ifPresent(message::setStackName);
        return message.build();
    }

    private static ContentSummaryMessage summary(ClusterState state, StoredConfig config) {
        var message = ContentSummaryMessage.newBuilder()
                .setId(config.id().value())
                .setName(config.name())
                .putAllLabels(config.labels())
                .setVersion(config.version().value())
                .setCreatedAt(Nanos.of(config.createdAt()))
                .setContent(ByteString.copyFrom(config.content().toArray()))
                .addAllUsedBy(ContentRequests.users(
                        state, config.name(), spec -> spec.container().configs()));
        stackName(state, config.stack()).ifPresent(message::setStackName);
        return message.build();
    }

    private static Optional<String> stackName(ClusterState state, Optional<StackId> owner) {
        return owner.flatMap(id -> state.stacks().get(id)).map(Stack::name);
    }
}

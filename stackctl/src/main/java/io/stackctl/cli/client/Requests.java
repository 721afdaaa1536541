package io.stackctl.cli.client;

import com.google.protobuf.ByteString;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Trust;
import io.stackctl.wire.SpecCodec;
import io.stackctl.wire.StackCodec;
import io.stackctl.wire.TrustCodec;
import io.stackctl.wire.proto.CreateContentRequest;
import io.stackctl.wire.proto.CreateServiceRequest;
import io.stackctl.wire.proto.DeployRequest;
import io.stackctl.wire.proto.ExternalAuthorityMessage;
import io.stackctl.wire.proto.InitClusterRequest;
import io.stackctl.wire.proto.LogOptions;
import io.stackctl.wire.proto.LogsRequest;
import io.stackctl.wire.proto.ResolveImageMessage;
import io.stackctl.wire.proto.ServiceConductMessage;
import io.stackctl.wire.proto.UpdateServiceRequest;
import java.time.Duration;
import java.util.List;

/** From questions to the messages that managers take. */
final class Requests {
    private static final long ALL_LINES = -1;

    private Requests() {}

    static DeployRequest deploy(String requestId, Questions.Deploy deploy) {
        var request = DeployRequest.newBuilder()
                .setRequestId(requestId)
                .setStack(SpecCodec.toMessage(deploy.stack()))
                .setPrune(deploy.prune())
                .setResolveImage(resolveImage(deploy.resolveImage()))
                .setAllowPending(deploy.allowPending())
                .setAuthor(deploy.author())
                .setMessage(deploy.message())
                .setPlanId(deploy.conduct().plan())
                .setOnFailure(StackCodec.toMessage(deploy.conduct().onFailure()))
                .setKeep(deploy.conduct().keep())
                .putAllRegistryAuth(deploy.registryAuth());
        deploy.secrets().forEach((name, content) -> request.putSecretContents(name, bytes(content)));
        deploy.configs().forEach((name, content) -> request.putConfigContents(name, bytes(content)));
        deploy.gitRevision().ifPresent(request::setGitRevision);
        return request.build();
    }

    static CreateServiceRequest create(String requestId, Questions.Service service) {
        return CreateServiceRequest.newBuilder()
                .setRequestId(requestId)
                .setSpec(SpecCodec.toMessage(service.spec()))
                .setConduct(conduct(service))
                .build();
    }

    static UpdateServiceRequest update(String requestId, Service basedOn, Questions.Service service) {
        return UpdateServiceRequest.newBuilder()
                .setRequestId(requestId)
                .setServiceId(basedOn.id().value())
                .setVersion(basedOn.version().value())
                .setSpec(SpecCodec.toMessage(service.spec()))
                .setConduct(conduct(service))
                .build();
    }

    private static ServiceConductMessage conduct(Questions.Service service) {
        return ServiceConductMessage.newBuilder()
                .setResolveImage(service.resolveImage())
                .setAllowPending(service.allowPending())
                .putAllRegistryAuth(service.registryAuth())
                .build();
    }

    private static ResolveImageMessage resolveImage(Questions.ResolveImage when) {
        return switch (when) {
            case ALWAYS -> ResolveImageMessage.RESOLVE_IMAGE_ALWAYS;
            case CHANGED -> ResolveImageMessage.RESOLVE_IMAGE_CHANGED;
            case NEVER -> ResolveImageMessage.RESOLVE_IMAGE_NEVER;
        };
    }

    static CreateContentRequest content(String requestId, Questions.Content content) {
        return CreateContentRequest.newBuilder()
                .setRequestId(requestId)
                .setName(content.name())
                .putAllLabels(content.labels())
                .setContent(bytes(content.content()))
                .setTemplateDriver(content.templateDriver())
                .build();
    }

    static LogsRequest logs(Questions.Logs logs) {
        var options = LogOptions.newBuilder()
                .setFollow(logs.follow())
                .setSince(logs.since().map(Times::nanos).orElse(0L))
                .setUntil(logs.until().map(Times::nanos).orElse(0L))
                .setTail(logs.tail().orElse(ALL_LINES))
                .setStdout(true)
                .setStderr(true);
        return LogsRequest.newBuilder()
                .setStack(logs.stack())
                .addAllTargets(logs.targets())
                .setOptions(options)
                .build();
    }

    static InitClusterRequest initCluster(String requestId, Questions.InitCluster cluster) {
        return InitClusterRequest.newBuilder()
                .setRequestId(requestId)
                .setAdvertiseAddress(cluster.advertiseAddress())
                .setListenAddress(cluster.listenAddress())
                .addAllAddressPools(cluster.addressPools())
                .setPoolPrefix(cluster.poolPrefix())
                .setTaskHistory(cluster.taskHistory())
                .setAvailability(cluster.availability())
                .setCertificateLifeSeconds(
                        cluster.certificateLife().map(Duration::toSeconds).orElse(0L))
                .setNodeDownAfterMillis(
                        cluster.nodeDownAfter().map(Duration::toMillis).orElse(0L))
                .setRoot(cluster.root())
                .setRootKey(cluster.rootKey())
                .setAutolock(cluster.autolock())
                .addAllExternals(externals(cluster.externals()))
                .build();
    }

    static List<ExternalAuthorityMessage> externals(List<Trust.External> externals) {
        return externals.stream().map(TrustCodec::toMessage).toList();
    }

    private static ByteString bytes(Bytes content) {
        return ByteString.copyFrom(content.toArray());
    }
}

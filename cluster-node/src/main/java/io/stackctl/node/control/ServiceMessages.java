package io.stackctl.node.control;

import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.PlanCodec;
import io.stackctl.wire.SpecCodec;
import io.stackctl.wire.proto.CreateServiceRequest;
import io.stackctl.wire.proto.RemoveContentsReply;
import io.stackctl.wire.proto.RemovedContentMessage;
import io.stackctl.wire.proto.RollbackServiceRequest;
import io.stackctl.wire.proto.ServiceConductMessage;
import io.stackctl.wire.proto.ServiceReply;
import io.stackctl.wire.proto.ServiceSpecMessage;
import io.stackctl.wire.proto.UpdateServiceRequest;
import java.util.List;
import java.util.Optional;

/** Requests for single services as clients send them, and their answers. */
final class ServiceMessages {
    private ServiceMessages() {}

    static ServiceRequests.Create read(CreateServiceRequest message, ImageDigests digests) throws DecodeException {
        return new ServiceRequests.Create(
                new RequestId(message.getRequestId()),
                spec(message.getSpec(), message.getConduct(), digests),
                message.getConduct().getAllowPending());
    }

    static ServiceRequests.Update read(UpdateServiceRequest message, ImageDigests digests) throws DecodeException {
        return new ServiceRequests.Update(
                new RequestId(message.getRequestId()),
                new ServiceId(message.getServiceId()),
                new SpecVersion(message.getVersion()),
                spec(message.getSpec(), message.getConduct(), digests),
                message.getConduct().getAllowPending());
    }

    static ServiceRequests.Rollback read(RollbackServiceRequest message) {
        return new ServiceRequests.Rollback(new RequestId(message.getRequestId()), message.getNameOrId());
    }

    private static ServiceSpec spec(ServiceSpecMessage message, ServiceConductMessage conduct, ImageDigests digests)
            throws DecodeException {
        var spec = SpecCodec.fromMessage(message);
        return conduct.getResolveImage() ? digests.resolved(spec, conduct.getRegistryAuthMap()) : spec;
    }

    /** {@code now}: the service as it is, for a request that had been carried out before. */
    static ServiceReply reply(ServiceRequests.Done done, Optional<Service> now) {
        var reply =
                ServiceReply.newBuilder().setRevision(done.revision().value()).setChanged(done.changed());
        done.service()
                .or(() -> now)
                .ifPresent(service -> reply.setId(service.id().value())
                        .setName(service.name())
                        .setVersion(service.version().value()));
        done.steps().forEach(step -> reply.addSteps(PlanCodec.toMessage(step)));
        return reply.build();
    }

    /** Of services as of contents. */
    static RemoveContentsReply reply(List<ContentRequests.Removal> removals) {
        var reply = RemoveContentsReply.newBuilder();
        for (var removal : removals) {
            var result = RemovedContentMessage.newBuilder().setNameOrId(removal.nameOrId());
            removal.error().ifPresent(result::setError);
            reply.addResults(result);
        }
        return reply.build();
    }
}

package io.stackctl.node.control;

import io.stackctl.wire.proto.RemoveStacksReply;
import io.stackctl.wire.proto.RemovedObjectMessage;
import java.util.List;

/** What a removal of stacks did, as clients print it. */
final class RemovalMessages {
    private RemovalMessages() {}

    static RemoveStacksReply reply(StackRequests.Removed removed) {
        var reply =
                RemoveStacksReply.newBuilder().setRevision(removed.revision().value());
        for (var removal : removed.removals()) {
            if (removal.steps().isEmpty()) {
                reply.addNotFound(removal.stack());
            }
            for (var step : removal.steps().orElse(List.of())) {
                reply.addRemoved(RemovedObjectMessage.newBuilder()
                        .setStack(removal.stack())
                        .setKind(step.subject().kind().text())
                        .setName(step.subject().name()));
            }
        }
        return reply.build();
    }
}

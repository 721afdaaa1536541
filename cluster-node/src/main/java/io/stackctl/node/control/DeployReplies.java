package io.stackctl.node.control;

import io.grpc.StatusException;
import io.stackctl.plan.Planned;
import io.stackctl.wire.PlanCodec;
import io.stackctl.wire.proto.DeployReply;
import io.stackctl.wire.proto.PlanMessage;

/** What a deploy, a rollback or a plan came to, as clients read it. */
final class DeployReplies {
    private DeployReplies() {}

    static DeployReply reply(StackRequests.Deployed deployed) {
        var reply = DeployReply.newBuilder().setRevision(deployed.revision().value());
        deployed.plan().ifPresent(plan -> {
            reply.setChanged(!plan.isEmpty()).setStackRevision(plan.to());
            plan.steps().forEach(step -> reply.addSteps(PlanCodec.toMessage(step)));
        });
        return reply.build();
    }

    static PlanMessage plan(Planned planned) throws StatusException {
        return switch (planned) {
            case Planned.Accepted(var plan) -> PlanCodec.toMessage(plan);
            case Planned.Refused(var reasons) -> throw Replies.refused(PlanRefusals.refusal(reasons));
        };
    }
}

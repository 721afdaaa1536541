package io.stackctl.cli.client;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.Task;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.ServiceCodec;
import io.stackctl.wire.SpecCodec;
import io.stackctl.wire.StackCodec;
import io.stackctl.wire.TaskCodec;
import io.stackctl.wire.proto.ContentSummaryMessage;
import io.stackctl.wire.proto.DaemonStatusReply;
import io.stackctl.wire.proto.DeployReply;
import io.stackctl.wire.proto.FieldChangeMessage;
import io.stackctl.wire.proto.ListContentsReply;
import io.stackctl.wire.proto.ListServicesReply;
import io.stackctl.wire.proto.ListStacksReply;
import io.stackctl.wire.proto.ListTasksReply;
import io.stackctl.wire.proto.LogLine;
import io.stackctl.wire.proto.NodeMessage;
import io.stackctl.wire.proto.PlanActionMessage;
import io.stackctl.wire.proto.PlanStepMessage;
import io.stackctl.wire.proto.RemoveContentsReply;
import io.stackctl.wire.proto.RemoveStacksReply;
import io.stackctl.wire.proto.ServiceReply;
import io.stackctl.wire.proto.ServiceStateMessage;
import io.stackctl.wire.proto.StackPhaseMessage;
import io.stackctl.wire.proto.StackStatusMessage;
import io.stackctl.wire.proto.TaskMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From a manager's messages to records. */
final class Replies {
    private Replies() {}

    static StackStatus status(StackStatusMessage message) throws DecodeException {
        return new StackStatus(
                new Revision(message.getRevision()),
                message.getName(),
                phase(message.getPhase()),
                message.getStackRevision(),
                services(message.getServicesList()),
                nodes(message.getNodesList()),
                Times.instant(message.getAt()),
                message.hasWhyBack() ? Optional.of(message.getWhyBack()) : Optional.empty());
    }

    private static StackStatus.Phase phase(StackPhaseMessage message) throws DecodeException {
        return switch (message) {
            case STACK_PHASE_ABSENT -> StackStatus.Phase.ABSENT;
            case STACK_PHASE_ROLLING -> StackStatus.Phase.ROLLING;
            case STACK_PHASE_SETTLED -> StackStatus.Phase.SETTLED;
            case STACK_PHASE_PAUSED -> StackStatus.Phase.PAUSED;
            case STACK_PHASE_ROLLED_BACK -> StackStatus.Phase.ROLLED_BACK;
            case STACK_PHASE_REMOVING -> StackStatus.Phase.REMOVING;
            case STACK_PHASE_UNSPECIFIED, UNRECOGNIZED -> throw DecodeException.fromNewerVersion("phase of a stack");
        };
    }

    static List<ServiceState> services(List<ServiceStateMessage> messages) throws DecodeException {
        var services = new ArrayList<ServiceState>();
        for (ServiceStateMessage message : messages) {
            var tasks = new ArrayList<Task>();
            for (TaskMessage task : message.getTasksList()) {
                tasks.add(TaskCodec.fromMessage(task));
            }
            Optional<String> stack = message.hasStackName() ? Optional.of(message.getStackName()) : Optional.empty();
            services.add(new ServiceState(
                    ServiceCodec.fromMessage(message.getService()),
                    SpecCodec.fromMessage(message.getSpec()),
                    tasks,
                    stack));
        }
        return services;
    }

    static List<Node> nodes(List<NodeMessage> messages) throws DecodeException {
        var nodes = new ArrayList<Node>();
        for (NodeMessage message : messages) {
            nodes.add(NodeCodec.fromMessage(message));
        }
        return nodes;
    }

    static Answers.Deployed deployed(DeployReply reply) throws DecodeException {
        return new Answers.Deployed(
                new Revision(reply.getRevision()),
                reply.getStackRevision(),
                reply.getChanged(),
                steps(reply.getStepsList()),
                List.copyOf(reply.getWarningsList()));
    }

    static Answers.ServiceChanged service(ServiceReply reply) throws DecodeException {
        return new Answers.ServiceChanged(
                new Revision(reply.getRevision()),
                reply.getId(),
                reply.getName(),
                reply.getVersion(),
                reply.getChanged(),
                steps(reply.getStepsList()));
    }

    private static List<Answers.PlanStep> steps(List<PlanStepMessage> messages) throws DecodeException {
        var steps = new ArrayList<Answers.PlanStep>();
        for (var step : messages) {
            steps.add(new Answers.PlanStep(
                    action(step.getAction()),
                    step.getKind(),
                    step.getName(),
                    step.getId(),
                    step.getReplacesTasks(),
                    step.getChangesList().stream().map(Replies::change).toList()));
        }
        return List.copyOf(steps);
    }

    static List<Answers.RemovedContent> removals(RemoveContentsReply reply) {
        return reply.getResultsList().stream()
                .map(result -> new Answers.RemovedContent(
                        result.getNameOrId(), result.hasError() ? Optional.of(result.getError()) : Optional.empty()))
                .toList();
    }

    private static Answers.FieldChange change(FieldChangeMessage message) {
        return new Answers.FieldChange(
                message.getField(),
                message.hasBefore() ? Optional.of(message.getBefore()) : Optional.empty(),
                message.hasAfter() ? Optional.of(message.getAfter()) : Optional.empty());
    }

    private static Answers.PlanStep.Action action(PlanActionMessage message) throws DecodeException {
        return switch (message) {
            case PLAN_ACTION_CREATE -> Answers.PlanStep.Action.CREATE;
            case PLAN_ACTION_CHANGE -> Answers.PlanStep.Action.CHANGE;
            case PLAN_ACTION_KEEP -> Answers.PlanStep.Action.KEEP;
            case PLAN_ACTION_REMOVE -> Answers.PlanStep.Action.REMOVE;
            case PLAN_ACTION_UNCHANGED -> Answers.PlanStep.Action.UNCHANGED;
            case PLAN_ACTION_UNSPECIFIED, UNRECOGNIZED -> throw DecodeException.fromNewerVersion("step of a plan");
        };
    }

    static Answers.Removed removed(RemoveStacksReply reply) {
        return new Answers.Removed(
                new Revision(reply.getRevision()),
                List.copyOf(reply.getNotFoundList()),
                reply.getRemovedList().stream()
                        .map(object -> new Answers.RemovedObject(object.getStack(), object.getKind(), object.getName()))
                        .toList());
    }

    static List<Answers.StackSummary> stacks(ListStacksReply reply) throws DecodeException {
        var stacks = new ArrayList<Answers.StackSummary>();
        for (var message : reply.getStacksList()) {
            stacks.add(new Answers.StackSummary(StackCodec.fromMessage(message.getStack()), message.getServices()));
        }
        return stacks;
    }

    static Answers.Services services(ListServicesReply reply) throws DecodeException {
        return new Answers.Services(
                services(reply.getServicesList()), nodes(reply.getNodesList()), List.copyOf(reply.getNotFoundList()));
    }

    static Answers.Tasks tasks(ListTasksReply reply) throws DecodeException {
        Map<SpecKey, ServiceSpec> specs = new TreeMap<>();
        for (var message : reply.getSpecsList()) {
            var key = new SpecKey(new ServiceId(message.getServiceId()), new SpecVersion(message.getVersion()));
            specs.put(key, SpecCodec.fromMessage(message.getSpec()));
        }
        return new Answers.Tasks(
                services(reply.getServicesList()),
                specs,
                nodes(reply.getNodesList()),
                List.copyOf(reply.getNotFoundList()));
    }

    static Answers.Contents contents(ListContentsReply reply) {
        return new Answers.Contents(
                reply.getContentsList().stream().map(Replies::content).toList(), List.copyOf(reply.getNotFoundList()));
    }

    private static Answers.StoredContent content(ContentSummaryMessage message) {
        return new Answers.StoredContent(
                message.getId(),
                message.getName(),
                message.hasStackName() ? Optional.of(message.getStackName()) : Optional.empty(),
                new TreeMap<>(message.getLabelsMap()),
                message.getVersion(),
                Times.instant(message.getCreatedAt()),
                Bytes.of(message.getContent().toByteArray()),
                List.copyOf(message.getUsedByList()));
    }

    static Answers.LoggedLine line(LogLine message) {
        return new Answers.LoggedLine(
                message.getTaskId(),
                message.getServiceId(),
                message.getNodeId(),
                Times.instant(message.getNanos()),
                message.getStderr(),
                Bytes.of(message.getText().toByteArray()));
    }

    static Answers.DaemonStatus status(DaemonStatusReply reply) {
        return new Answers.DaemonStatus(
                reply.getVersion(),
                reply.getState().equals("active"),
                reply.getState().equals("locked"),
                reply.getProblem(),
                reply.getNodeId(),
                reply.getClusterId(),
                reply.getManager(),
                reply.getManagers(),
                reply.getNodes(),
                reply.getAddress(),
                reply.getHostname(),
                new Answers.Engine(reply.getEngineSocket(), reply.getEngineVersion(), reply.getEngineProblem()),
                reply.getDataDirectory(),
                reply.getProcessId(),
                Times.instant(reply.getClusterCreatedAt()),
                new Revision(reply.getRevision()),
                reply.getTaskHistory(),
                reply.getAutolock(),
                reply.getRotatingRoot());
    }
}

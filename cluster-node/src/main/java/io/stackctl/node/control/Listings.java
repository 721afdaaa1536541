package io.stackctl.node.control;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Stack;
import io.stackctl.view.StackPhase;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.ServiceCodec;
import io.stackctl.wire.SpecCodec;
import io.stackctl.wire.StackCodec;
import io.stackctl.wire.TaskCodec;
import io.stackctl.wire.proto.ListNodesReply;
import io.stackctl.wire.proto.ListServicesReply;
import io.stackctl.wire.proto.ListServicesRequest;
import io.stackctl.wire.proto.ListStacksReply;
import io.stackctl.wire.proto.ListTasksReply;
import io.stackctl.wire.proto.ListTasksRequest;
import io.stackctl.wire.proto.NodeMessage;
import io.stackctl.wire.proto.ServiceStateMessage;
import io.stackctl.wire.proto.StackPhaseMessage;
import io.stackctl.wire.proto.StackStatusMessage;
import io.stackctl.wire.proto.StackSummaryMessage;
import io.stackctl.wire.proto.VersionedSpecMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What clients read: parts of one state, as messages. Contents of secrets are in none of them. */
final class Listings {
    private final ClusterState state;

    Listings(ClusterState state) {
        this.state = state;
    }

    ListStacksReply stacks() {
        var reply = ListStacksReply.newBuilder();
        for (var stack : state.stacks()) {
            if (!stack.removing()) {
                reply.addStacks(StackSummaryMessage.newBuilder()
                        .setStack(StackCodec.toMessage(stack))
                        .setServices(StackPhase.services(state, stack).size()));
            }
        }
        return reply.build();
    }

    ListServicesReply services(ListServicesRequest request) {
        var found = new ArrayList<Service>();
        var reply = ListServicesReply.newBuilder();
        if (request.getNamesOrIdsCount() == 0) {
            found.addAll(inStack(request.getStack()));
        }
        for (var name : request.getNamesOrIdsList()) {
            Lookup.service(state, name).ifPresentOrElse(found::add, () -> reply.addNotFound(name));
        }
        found.forEach(service -> reply.addServices(service(service)));
        return reply.addAllNodes(nodes()).build();
    }

    ListTasksReply tasks(ListTasksRequest request) {
        var reply = ListTasksReply.newBuilder();
        var found = new ArrayList<Service>();
        if (request.getServicesCount() == 0) {
            found.addAll(inStack(request.getStack()));
        }
        for (var name : request.getServicesList()) {
            Lookup.service(state, name).ifPresentOrElse(found::add, () -> reply.addNotFound(name));
        }
        var nodes = new TreeSet<>(request.getNodesList());
        for (var service : found) {
            if (!nodes.isEmpty() && !runsOn(service, nodes)) {
                continue;
            }
            reply.addServices(service(service, nodes));
            olderSpecs(service)
                    .forEach(key -> reply.addSpecs(VersionedSpecMessage.newBuilder()
                            .setServiceId(key.service().value())
                            .setVersion(key.version().value())
                            .setSpec(SpecCodec.toMessage(state.spec(key)))));
        }
        return reply.addAllNodes(nodes()).build();
    }

    ListNodesReply nodes(String self, String leader) {
        return ListNodesReply.newBuilder()
                .addAllNodes(nodes())
                .setSelf(self)
                .setLeader(leader)
                .build();
    }

    StackStatusMessage status(String name, boolean removingToo) {
        var status = status(name);
        var stack = StackPhase.find(state, name, removingToo);
        if (stack.isEmpty()) {
            return status.setPhase(StackPhaseMessage.STACK_PHASE_ABSENT).build();
        }
        stack.get().current().ifPresent(current -> status.setStackRevision(current.number()));
        StackPhase.whyBack(stack.get()).ifPresent(status::setWhyBack);
        StackPhase.services(state, stack.get()).forEach(service -> status.addServices(service(service)));
        return status.setPhase(phase(StackPhase.of(state, stack.get()))).build();
    }

    /** One service by itself, in the shape of a stack; its version stands for the revision. */
    StackStatusMessage serviceStatus(String name, ServiceId id) {
        var status = status(name);
        var found = state.services().get(id);
        found.ifPresent(service -> status.addServices(service(service))
                .setStackRevision(service.version().value()));
        return status.setPhase(phase(found.map(StackPhase::of).orElse(StackPhase.ABSENT)))
                .build();
    }

    private StackStatusMessage.Builder status(String name) {
        return StackStatusMessage.newBuilder()
                .setRevision(state.revision().value())
                .setName(name)
                .setAt(Nanos.of(state.at()))
                .addAllNodes(nodes());
    }

    private List<Service> inStack(String name) {
        if (name.isEmpty()) {
            return state.services()
                    .values()
                    .filter(service -> !service.removing())
                    .sorted(Comparator.comparing(Service::name))
                    .toList();
        }
        return StackPhase.find(state, name, false)
                .map(stack -> StackPhase.services(state, stack))
                .orElse(List.of());
    }

    private boolean runsOn(Service service, SortedSet<String> nodes) {
        var on = new TreeSet<String>();
        state.tasks().of(service.id()).forEach((_, task) -> task.node().ifPresent(node -> on.add(node.value())));
        on.retainAll(nodes);
        return !on.isEmpty();
    }

    private ServiceStateMessage service(Service service) {
        return service(service, new TreeSet<>());
    }

    /** {@code nodes}: whose tasks alone; empty for all. */
    private ServiceStateMessage service(Service service, SortedSet<String> nodes) {
        var message = ServiceStateMessage.newBuilder()
                .setService(ServiceCodec.toMessage(service))
                .setSpec(SpecCodec.toMessage(state.spec(service)));
        service.stack().flatMap(id -> state.stacks().get(id)).map(Stack::name).ifPresent(message::setStackName);
        state.tasks().of(service.id()).forEach((_, task) -> {
            if (nodes.isEmpty()
                    || task.node().map(node -> nodes.contains(node.value())).orElse(false)) {
                message.addTasks(TaskCodec.toMessage(task));
            }
        });
        return message.build();
    }

    private SortedSet<SpecKey> olderSpecs(Service service) {
        var keys = new TreeSet<SpecKey>();
        state.tasks().of(service.id()).forEach((_, task) -> keys.add(task.spec()));
        keys.remove(service.spec());
        return keys;
    }

    private List<NodeMessage> nodes() {
        return state.nodes().values().map(NodeCodec::toMessage).toList();
    }

    private static StackPhaseMessage phase(StackPhase phase) {
        return switch (phase) {
            case ABSENT -> StackPhaseMessage.STACK_PHASE_ABSENT;
            case ROLLING -> StackPhaseMessage.STACK_PHASE_ROLLING;
            case SETTLED -> StackPhaseMessage.STACK_PHASE_SETTLED;
            case PAUSED -> StackPhaseMessage.STACK_PHASE_PAUSED;
            case ROLLED_BACK -> StackPhaseMessage.STACK_PHASE_ROLLED_BACK;
            case REMOVING -> StackPhaseMessage.STACK_PHASE_REMOVING;
        };
    }
}

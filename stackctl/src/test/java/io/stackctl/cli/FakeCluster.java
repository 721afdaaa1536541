package io.stackctl.cli;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.StackRevision;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.ProblemTrailer;
import io.stackctl.wire.ServiceCodec;
import io.stackctl.wire.SpecCodec;
import io.stackctl.wire.StackCodec;
import io.stackctl.wire.TaskCodec;
import io.stackctl.wire.proto.BackupPart;
import io.stackctl.wire.proto.BackupRequest;
import io.stackctl.wire.proto.ContentSummaryMessage;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.CreateContentReply;
import io.stackctl.wire.proto.CreateContentRequest;
import io.stackctl.wire.proto.DeployReply;
import io.stackctl.wire.proto.DeployRequest;
import io.stackctl.wire.proto.ListContentsReply;
import io.stackctl.wire.proto.ListContentsRequest;
import io.stackctl.wire.proto.ListNodesReply;
import io.stackctl.wire.proto.ListNodesRequest;
import io.stackctl.wire.proto.ListServicesReply;
import io.stackctl.wire.proto.ListServicesRequest;
import io.stackctl.wire.proto.ListStacksReply;
import io.stackctl.wire.proto.ListStacksRequest;
import io.stackctl.wire.proto.ListTasksReply;
import io.stackctl.wire.proto.ListTasksRequest;
import io.stackctl.wire.proto.LockHolderMessage;
import io.stackctl.wire.proto.LockStacksReply;
import io.stackctl.wire.proto.LockStacksRequest;
import io.stackctl.wire.proto.LogLine;
import io.stackctl.wire.proto.LogsRequest;
import io.stackctl.wire.proto.PlanMessage;
import io.stackctl.wire.proto.Problem;
import io.stackctl.wire.proto.ProblemKind;
import io.stackctl.wire.proto.RemoveContentsReply;
import io.stackctl.wire.proto.RemoveContentsRequest;
import io.stackctl.wire.proto.RemoveStacksReply;
import io.stackctl.wire.proto.RemoveStacksRequest;
import io.stackctl.wire.proto.RemovedContentMessage;
import io.stackctl.wire.proto.RollbackStackRequest;
import io.stackctl.wire.proto.ServiceStateMessage;
import io.stackctl.wire.proto.StackPhaseMessage;
import io.stackctl.wire.proto.StackStatusMessage;
import io.stackctl.wire.proto.StackSummaryMessage;
import io.stackctl.wire.proto.WatchStackRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A manager without a cluster: it answers what a test put in, over a channel within the process. */
final class FakeCluster implements AutoCloseable {
    static final String TOKEN = "the token";

    /** Statuses that calls of Deploy answer before they succeed, first first. */
    final List<Status> deployFailures = new CopyOnWriteArrayList<>();

    final List<DeployRequest> deploys = new CopyOnWriteArrayList<>();
    final List<CreateContentRequest> created = new CopyOnWriteArrayList<>();
    final List<StackStatus> states = new CopyOnWriteArrayList<>();
    final List<ServiceState> services = new CopyOnWriteArrayList<>();
    final List<ContentSummaryMessage> contents = new CopyOnWriteArrayList<>();
    final List<LogLine> lines = new CopyOnWriteArrayList<>();
    final List<String> stacks = new CopyOnWriteArrayList<>(List.of("demo"));
    volatile DeployReply deployed = DeployReply.newBuilder()
            .setRevision(100)
            .setStackRevision(43)
            .setChanged(true)
            .build();
    final List<RollbackStackRequest> rollbacks = new CopyOnWriteArrayList<>();
    final List<StackRevision> revisions = new CopyOnWriteArrayList<>();
    volatile PlanMessage plan = PlanMessage.getDefaultInstance();
    volatile List<String> unplaceable = List.of();
    final List<LockStacksRequest> locks = new CopyOnWriteArrayList<>();
    /** Who is in the way of those that want a lock, one after the other; then they get it. */
    final List<LockHolderMessage> holders = new CopyOnWriteArrayList<>();

    /** Those that came with writes. */
    final List<String> tokens = new CopyOnWriteArrayList<>();

    /** The last of the holders never lets go. */
    volatile boolean held;

    final FakeDisaster disaster = new FakeDisaster();

    private final String name = UUID.randomUUID().toString();
    private final Server server;

    FakeCluster() {
        try {
            server = InProcessServerBuilder.forName(name)
                    .addService(new Control())
                    .addService(new FakeDaemon(disaster))
                    .build()
                    .start();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    ManagedChannel channel() {
        return InProcessChannelBuilder.forName(name).build();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    static <T> void answer(StreamObserver<T> to, T message) {
        to.onNext(message);
        to.onCompleted();
    }

    private static ServiceStateMessage message(ServiceState service) {
        var message = ServiceStateMessage.newBuilder()
                .setService(ServiceCodec.toMessage(service.service()))
                .setSpec(SpecCodec.toMessage(service.spec()));
        service.tasks().forEach(task -> message.addTasks(TaskCodec.toMessage(task)));
        service.stackName().ifPresent(message::setStackName);
        return message.build();
    }

    private static StackStatusMessage message(StackStatus status) {
        var message = StackStatusMessage.newBuilder()
                .setRevision(status.revision().value())
                .setName(status.name())
                .setPhase(StackPhaseMessage.valueOf(
                        "STACK_PHASE_" + status.phase().name()))
                .setStackRevision(status.stackRevision())
                .setAt(status.at().toEpochMilli() * 1_000_000);
        status.services().forEach(service -> message.addServices(message(service)));
        status.nodes().forEach(node -> message.addNodes(NodeCodec.toMessage(node)));
        return message.build();
    }

    private List<ServiceState> inStack(String stack) {
        return services.stream()
                .filter(service ->
                        stack.isEmpty() || service.stackName().orElse("").equals(stack))
                .toList();
    }

    private final class Control extends ControlGrpc.ControlImplBase {
        @Override
        public void backup(BackupRequest request, StreamObserver<BackupPart> to) {
            disaster.backup(request, to);
        }

        @Override
        public void lockStacks(LockStacksRequest request, StreamObserver<LockStacksReply> observer) {
            locks.add(request);
            holders.forEach(holder -> observer.onNext(
                    LockStacksReply.newBuilder().setWaitsFor(holder).build()));
            if (!held) {
                observer.onNext(LockStacksReply.newBuilder().setToken(TOKEN).build());
            }
        }

        @Override
        public void deploy(DeployRequest request, StreamObserver<DeployReply> to) {
            deploys.add(request);
            tokens.add(request.getLockToken());
            if (!deployFailures.isEmpty()) {
                to.onError(deployFailures.removeFirst().asException());
            } else if (!unplaceable.isEmpty()) {
                var trailers = new Metadata();
                trailers.put(
                        ProblemTrailer.KEY,
                        Problem.newBuilder()
                                .setKind(ProblemKind.PROBLEM_KIND_CANNOT_BE_PLACED)
                                .addAllDetails(unplaceable)
                                .build());
                to.onError(Status.FAILED_PRECONDITION
                        .withDescription("no node of the cluster can run service \"demo_web\"")
                        .asException(trailers));
            } else {
                answer(to, deployed);
            }
        }

        @Override
        public void planStack(DeployRequest request, StreamObserver<PlanMessage> to) {
            deploys.add(request);
            answer(to, plan);
        }

        @Override
        public void rollbackStack(RollbackStackRequest request, StreamObserver<DeployReply> to) {
            rollbacks.add(request);
            tokens.add(request.getLockToken());
            answer(to, deployed);
        }

        @Override
        public void removeStacks(RemoveStacksRequest request, StreamObserver<RemoveStacksReply> to) {
            tokens.add(request.getLockToken());
            var reply = RemoveStacksReply.newBuilder().setRevision(100);
            for (String stack : request.getNamesList()) {
                if (!stacks.contains(stack)) {
                    reply.addNotFound(stack);
                    continue;
                }
                for (String kind : List.of("network", "config", "secret", "service")) {
                    reply.addRemovedBuilder().setStack(stack).setKind(kind).setName(stack + "_" + kind);
                }
            }
            answer(to, reply.build());
        }

        @Override
        public void watchStack(WatchStackRequest request, StreamObserver<StackStatusMessage> to) {
            states.forEach(state -> to.onNext(message(state)));
        }

        @Override
        public void listStacks(ListStacksRequest request, StreamObserver<ListStacksReply> to) {
            var reply = ListStacksReply.newBuilder();
            for (String stack : stacks) {
                reply.addStacks(StackSummaryMessage.newBuilder()
                        .setStack(StackCodec.toMessage(new Stack(new StackId("id-" + stack), stack, revisions, false)))
                        .setServices(inStack(stack).size()));
            }
            answer(to, reply.build());
        }

        @Override
        public void listServices(ListServicesRequest request, StreamObserver<ListServicesReply> to) {
            var reply = ListServicesReply.newBuilder();
            var wanted = new ArrayList<>(request.getNamesOrIdsList());
            inStack(request.getStack()).stream()
                    .filter(service -> wanted.isEmpty() || wanted.contains(service.name()))
                    .forEach(service -> reply.addServices(message(service)));
            wanted.removeIf(each ->
                    inStack("").stream().anyMatch(service -> service.name().equals(each)));
            answer(to, reply.addAllNotFound(wanted).build());
        }

        @Override
        public void listTasks(ListTasksRequest request, StreamObserver<ListTasksReply> to) {
            var reply = ListTasksReply.newBuilder();
            inStack(request.getStack()).forEach(service -> reply.addServices(message(service)));
            reply.addNodes(NodeCodec.toMessage(Samples.NODE_A)).addNodes(NodeCodec.toMessage(Samples.NODE_B));
            answer(to, reply.build());
        }

        @Override
        public void listNodes(ListNodesRequest request, StreamObserver<ListNodesReply> to) {
            answer(
                    to,
                    ListNodesReply.newBuilder()
                            .addNodes(NodeCodec.toMessage(Samples.NODE_B))
                            .addNodes(NodeCodec.toMessage(Samples.NODE_A))
                            .setSelf("id-node-a")
                            .setLeader("id-node-a")
                            .build());
        }

        @Override
        public void createSecret(CreateContentRequest request, StreamObserver<CreateContentReply> to) {
            created.add(request);
            answer(to, CreateContentReply.newBuilder().setId("secret-id").build());
        }

        @Override
        public void createConfig(CreateContentRequest request, StreamObserver<CreateContentReply> to) {
            created.add(request);
            answer(to, CreateContentReply.newBuilder().setId("config-id").build());
        }

        @Override
        public void listSecrets(ListContentsRequest request, StreamObserver<ListContentsReply> to) {
            answer(to, listed(request));
        }

        @Override
        public void listConfigs(ListContentsRequest request, StreamObserver<ListContentsReply> to) {
            answer(to, listed(request));
        }

        private ListContentsReply listed(ListContentsRequest request) {
            var reply = ListContentsReply.newBuilder();
            var wanted = new ArrayList<>(request.getNamesOrIdsList());
            for (ContentSummaryMessage content : contents) {
                if (wanted.isEmpty() || wanted.contains(content.getName())) {
                    reply.addContents(content);
                }
            }
            wanted.removeIf(each ->
                    contents.stream().anyMatch(content -> content.getName().equals(each)));
            return reply.addAllNotFound(wanted).build();
        }

        @Override
        public void removeSecrets(RemoveContentsRequest request, StreamObserver<RemoveContentsReply> to) {
            var reply = RemoveContentsReply.newBuilder();
            for (String each : request.getNamesOrIdsList()) {
                var result = RemovedContentMessage.newBuilder().setNameOrId(each);
                if (contents.stream().noneMatch(content -> content.getName().equals(each))) {
                    result.setError("secret not found: " + each);
                }
                reply.addResults(result);
            }
            answer(to, reply.build());
        }

        @Override
        public void logs(LogsRequest request, StreamObserver<LogLine> to) {
            lines.forEach(to::onNext);
            to.onCompleted();
        }
    }

    static LogLine line(String task, boolean stderr, String text) {
        return LogLine.newBuilder()
                .setTaskId(task)
                .setServiceId("sid-web")
                .setNodeId("id-node-b")
                .setNanos(Samples.START.toEpochMilli() * 1_000_000)
                .setStderr(stderr)
                .setText(ByteString.copyFromUtf8(text))
                .build();
    }
}

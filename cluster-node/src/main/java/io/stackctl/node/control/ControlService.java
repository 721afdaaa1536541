package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.ServiceId;
import io.stackctl.node.Limits;
import io.stackctl.plan.ObjectKind;
import io.stackctl.wire.SpecCodec;
import io.stackctl.wire.proto.BackupPart;
import io.stackctl.wire.proto.BackupRequest;
import io.stackctl.wire.proto.ClusterMessage;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.CreateContentReply;
import io.stackctl.wire.proto.CreateContentRequest;
import io.stackctl.wire.proto.CreateServiceRequest;
import io.stackctl.wire.proto.DeployReply;
import io.stackctl.wire.proto.DeployRequest;
import io.stackctl.wire.proto.DescribeClusterRequest;
import io.stackctl.wire.proto.DescribeStackRequest;
import io.stackctl.wire.proto.JoinTokenReply;
import io.stackctl.wire.proto.JoinTokenRequest;
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
import io.stackctl.wire.proto.LockStacksReply;
import io.stackctl.wire.proto.LockStacksRequest;
import io.stackctl.wire.proto.LogLine;
import io.stackctl.wire.proto.LogsRequest;
import io.stackctl.wire.proto.PlanMessage;
import io.stackctl.wire.proto.RemoveContentsReply;
import io.stackctl.wire.proto.RemoveContentsRequest;
import io.stackctl.wire.proto.RemoveNodeReply;
import io.stackctl.wire.proto.RemoveNodeRequest;
import io.stackctl.wire.proto.RemoveStacksReply;
import io.stackctl.wire.proto.RemoveStacksRequest;
import io.stackctl.wire.proto.RollbackServiceRequest;
import io.stackctl.wire.proto.RollbackStackRequest;
import io.stackctl.wire.proto.RotateRootReply;
import io.stackctl.wire.proto.RotateRootRequest;
import io.stackctl.wire.proto.ServiceReply;
import io.stackctl.wire.proto.StackSpecMessage;
import io.stackctl.wire.proto.StackStatusMessage;
import io.stackctl.wire.proto.UnlockKeyReply;
import io.stackctl.wire.proto.UnlockKeyRequest;
import io.stackctl.wire.proto.UpdateClusterReply;
import io.stackctl.wire.proto.UpdateClusterRequest;
import io.stackctl.wire.proto.UpdateNodeReply;
import io.stackctl.wire.proto.UpdateNodeRequest;
import io.stackctl.wire.proto.UpdateServiceRequest;
import io.stackctl.wire.proto.WatchStackRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The door for clients. Each call decodes, asks the loop or reads the published state, and encodes; no more. */
public final class ControlService extends ControlGrpc.ControlImplBase {
    private final NodeId self;
    private final Publisher publisher;
    private final ControlLoop loop;
    private final ImageDigests digests;
    private final TaskLogs logs;
    private final StackLocks locks;
    private final ClusterCalls cluster;
    private final LeaderAddress leader;

    ControlService(
            NodeId self,
            Publisher publisher,
            ControlLoop loop,
            LeaderAddress leader,
            ImageDigests digests,
            TaskLogs logs,
            StackLocks locks,
            Certificates certificates) {
        this.leader = leader;
        this.self = self;
        this.publisher = publisher;
        this.loop = loop;
        this.digests = digests;
        this.logs = logs;
        this.locks = locks;
        this.cluster = new ClusterCalls(self, publisher, loop, certificates);
    }

    @Override
    public void deploy(DeployRequest message, StreamObserver<DeployReply> observer) {
        Replies.answer(observer, () -> {
            var stacks = List.of(message.getStack().getName());
            try (var _ = write(message.getRequestId(), stacks, message.getLockToken(), message.getAuthor(), "deploy")) {
                var request = DeployRequests.read(message, publisher.state(), digests);
                return DeployReplies.reply(Replies.await(loop.ask(request)));
            }
        });
    }

    @Override
    public void planStack(DeployRequest message, StreamObserver<PlanMessage> observer) {
        Replies.answer(observer, () -> {
            var state = publisher.state();
            var request = DeployRequests.read(message, state, digests);
            return DeployReplies.plan(request.preview(state));
        });
    }

    @Override
    public void rollbackStack(RollbackStackRequest message, StreamObserver<DeployReply> observer) {
        Replies.answer(observer, () -> {
            var request = new StackRequests.Rollback(
                    new RequestId(message.getRequestId()),
                    message.getName(),
                    message.getTo() == 0 ? Optional.empty() : Optional.of(message.getTo()),
                    message.getAuthor(),
                    message.getMessage());
            var stacks = List.of(message.getName());
            try (var _ =
                    write(message.getRequestId(), stacks, message.getLockToken(), message.getAuthor(), "rollback")) {
                return DeployReplies.reply(Replies.await(loop.ask(request)));
            }
        });
    }

    @Override
    public void removeStacks(RemoveStacksRequest message, StreamObserver<RemoveStacksReply> observer) {
        Replies.answer(observer, () -> {
            var request = new StackRequests.Remove(new RequestId(message.getRequestId()), message.getNamesList());
            try (var _ =
                    write(message.getRequestId(), message.getNamesList(), message.getLockToken(), "a client", "rm")) {
                return RemovalMessages.reply(Replies.await(loop.ask(request)));
            }
        });
    }

    /** A retry of what was done already passes, whoever holds the lock now: it gets its first answer. */
    private StackLocks.Writing write(String requestId, List<String> stacks, String token, String who, String what)
            throws StatusException {
        if (publisher.state().requests().contains(new RequestId(requestId))) {
            return () -> {};
        }
        return locks.write(new TreeSet<>(stacks), token, who.isEmpty() ? "a client" : who, what);
    }

    @Override
    public void lockStacks(LockStacksRequest message, StreamObserver<LockStacksReply> observer) {
        try {
            var call = StackLockCall.of(message, locks, (ServerCallStreamObserver<LockStacksReply>) observer);
            Thread.ofVirtual().name("lock-stacks").start(call);
        } catch (StatusException e) {
            observer.onError(e);
        }
    }

    @Override
    public void createService(CreateServiceRequest message, StreamObserver<ServiceReply> observer) {
        Replies.answer(observer, () -> {
            var request = ServiceMessages.read(message, digests);
            var done = Replies.await(loop.ask(request));
            var again = Lookup.service(publisher.state(), request.spec().name());
            return ServiceMessages.reply(done, again);
        });
    }

    @Override
    public void updateService(UpdateServiceRequest message, StreamObserver<ServiceReply> observer) {
        Replies.answer(observer, () -> {
            var done = Replies.await(loop.ask(ServiceMessages.read(message, digests)));
            return ServiceMessages.reply(done, Lookup.service(publisher.state(), message.getServiceId()));
        });
    }

    @Override
    public void rollbackService(RollbackServiceRequest message, StreamObserver<ServiceReply> observer) {
        Replies.answer(observer, () -> {
            var done = Replies.await(loop.ask(ServiceMessages.read(message)));
            return ServiceMessages.reply(done, Lookup.service(publisher.state(), message.getNameOrId()));
        });
    }

    @Override
    public void removeServices(RemoveContentsRequest message, StreamObserver<RemoveContentsReply> observer) {
        Replies.answer(observer, () -> {
            var request =
                    new ServiceRequests.Remove(new RequestId(message.getRequestId()), message.getNamesOrIdsList());
            return ServiceMessages.reply(Replies.await(loop.ask(request)));
        });
    }

    @Override
    public void watchStack(WatchStackRequest message, StreamObserver<StackStatusMessage> observer) {
        var outbox = new Outbox<>((ServerCallStreamObserver<StackStatusMessage>) observer);
        Thread.ofVirtual().name("watch-stack").start(() -> watch(message, outbox));
    }

    private void watch(WatchStackRequest message, Outbox<StackStatusMessage> outbox) {
        try {
            Revision seen = Revision.ZERO;
            Optional<StackStatusMessage> last = Optional.empty();
            while (!outbox.over() && !publisher.closed()) {
                var state = publisher.state();
                var listings = new Listings(state);
                var status = message.getServiceId().isEmpty()
                        ? listings.status(message.getName(), message.getIncludeRemoving())
                        : listings.serviceStatus(message.getName(), new ServiceId(message.getServiceId()));
                if (!last.map(before -> sameButTime(before, status)).orElse(false)
                        && !outbox.send(status, Limits.SEND_WAIT)) {
                    break;
                }
                last = Optional.of(status);
                seen = state.revision();
                publisher.after(seen, Limits.HEARTBEAT);
            }
            outbox.fail(Status.UNAVAILABLE
                    .withDescription("the manager is stopping")
                    .asException());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outbox.fail(Status.UNAVAILABLE
                    .withDescription("the manager is stopping")
                    .asException());
        }
    }

    private static boolean sameButTime(StackStatusMessage before, StackStatusMessage now) {
        return before.toBuilder()
                .setRevision(now.getRevision())
                .setAt(now.getAt())
                .build()
                .equals(now);
    }

    @Override
    public void describeStack(DescribeStackRequest message, StreamObserver<StackSpecMessage> observer) {
        Replies.answer(
                observer,
                () -> StackDescriptions.of(publisher.state(), message.getName())
                        .map(SpecCodec::toMessage)
                        .orElseThrow(() -> Replies.notFound("nothing found in stack: " + message.getName())));
    }

    @Override
    public void listStacks(ListStacksRequest message, StreamObserver<ListStacksReply> observer) {
        Replies.answer(observer, () -> listings().stacks());
    }

    @Override
    public void listServices(ListServicesRequest message, StreamObserver<ListServicesReply> observer) {
        Replies.answer(observer, () -> listings().services(message));
    }

    @Override
    public void listTasks(ListTasksRequest message, StreamObserver<ListTasksReply> observer) {
        Replies.answer(observer, () -> listings().tasks(message));
    }

    @Override
    public void listNodes(ListNodesRequest message, StreamObserver<ListNodesReply> observer) {
        Replies.answer(
                observer,
                () -> listings()
                        .nodes(
                                Forwarding.asked().orElse(self).value(),
                                leader.node().map(NodeId::value).orElse("")));
    }

    @Override
    public void updateNode(UpdateNodeRequest message, StreamObserver<UpdateNodeReply> observer) {
        Replies.answer(observer, () -> cluster.update(message));
    }

    @Override
    public void removeNode(RemoveNodeRequest message, StreamObserver<RemoveNodeReply> observer) {
        Replies.answer(observer, () -> cluster.remove(message));
    }

    @Override
    public void describeCluster(DescribeClusterRequest message, StreamObserver<ClusterMessage> observer) {
        Replies.answer(observer, cluster::describe);
    }

    @Override
    public void updateCluster(UpdateClusterRequest message, StreamObserver<UpdateClusterReply> observer) {
        Replies.answer(observer, () -> cluster.update(message));
    }

    @Override
    public void joinToken(JoinTokenRequest message, StreamObserver<JoinTokenReply> observer) {
        Replies.answer(observer, () -> cluster.joinToken(message));
    }

    @Override
    public void unlockKey(UnlockKeyRequest message, StreamObserver<UnlockKeyReply> observer) {
        Replies.answer(observer, () -> cluster.unlockKey(message));
    }

    @Override
    public void rotateRoot(RotateRootRequest message, StreamObserver<RotateRootReply> observer) {
        Replies.answer(observer, () -> cluster.rotateRoot(message));
    }

    @Override
    public void createSecret(CreateContentRequest message, StreamObserver<CreateContentReply> observer) {
        create(message, ObjectKind.SECRET, observer);
    }

    @Override
    public void createConfig(CreateContentRequest message, StreamObserver<CreateContentReply> observer) {
        create(message, ObjectKind.CONFIG, observer);
    }

    private void create(CreateContentRequest message, ObjectKind kind, StreamObserver<CreateContentReply> observer) {
        Replies.answer(observer, () -> {
            if (!message.getTemplateDriver().isEmpty()) {
                throw Status.INVALID_ARGUMENT
                        .withDescription("template drivers are not supported for contents made on their own")
                        .asException();
            }
            var request = new ContentRequests.Create(
                    new RequestId(message.getRequestId()),
                    kind,
                    message.getName(),
                    new TreeMap<>(message.getLabelsMap()),
                    Bytes.of(message.getContent().toByteArray()));
            var id = Replies.await(loop.ask(request))
                    .orElseGet(() -> ContentListings.idOf(publisher.state(), kind, message.getName()));
            return CreateContentReply.newBuilder().setId(id).build();
        });
    }

    @Override
    public void listSecrets(ListContentsRequest message, StreamObserver<ListContentsReply> observer) {
        Replies.answer(observer, () -> ContentListings.secrets(publisher.state(), message.getNamesOrIdsList()));
    }

    @Override
    public void listConfigs(ListContentsRequest message, StreamObserver<ListContentsReply> observer) {
        Replies.answer(observer, () -> ContentListings.configs(publisher.state(), message.getNamesOrIdsList()));
    }

    @Override
    public void removeSecrets(RemoveContentsRequest message, StreamObserver<RemoveContentsReply> observer) {
        remove(message, ObjectKind.SECRET, observer);
    }

    @Override
    public void removeConfigs(RemoveContentsRequest message, StreamObserver<RemoveContentsReply> observer) {
        remove(message, ObjectKind.CONFIG, observer);
    }

    private void remove(RemoveContentsRequest message, ObjectKind kind, StreamObserver<RemoveContentsReply> observer) {
        Replies.answer(observer, () -> {
            var request = new ContentRequests.Remove(
                    new RequestId(message.getRequestId()), kind, message.getNamesOrIdsList());
            return ServiceMessages.reply(Replies.await(loop.ask(request)));
        });
    }

    @Override
    public void logs(LogsRequest message, StreamObserver<LogLine> observer) {
        var outbox = new Outbox<>((ServerCallStreamObserver<LogLine>) observer);
        Thread.ofVirtual().name("logs").start(() -> logs.serve(message, outbox));
    }

    @Override
    public void backup(BackupRequest message, StreamObserver<BackupPart> observer) {
        try {
            var asked = Forwarding.asked().orElse(self);
            var call = BackupCall.of(publisher.state(), asked, message.getPassphrase(), observer, Instant.now());
            Thread.ofVirtual().name("backup").start(call);
        } catch (StatusException e) {
            observer.onError(e);
        }
    }

    private Listings listings() {
        return new Listings(publisher.state());
    }
}

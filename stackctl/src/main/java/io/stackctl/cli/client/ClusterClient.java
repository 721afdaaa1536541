package io.stackctl.cli.client;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.stackctl.cluster.Service;
import io.stackctl.plan.StackPlan;
import io.stackctl.spec.StackSpec;
import io.stackctl.wire.PlanCodec;
import io.stackctl.wire.SpecCodec;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.DaemonGrpc;
import io.stackctl.wire.proto.DaemonStatusRequest;
import io.stackctl.wire.proto.DescribeStackRequest;
import io.stackctl.wire.proto.LeaveClusterRequest;
import io.stackctl.wire.proto.ListContentsRequest;
import io.stackctl.wire.proto.ListNodesRequest;
import io.stackctl.wire.proto.ListServicesRequest;
import io.stackctl.wire.proto.ListStacksRequest;
import io.stackctl.wire.proto.ListTasksRequest;
import io.stackctl.wire.proto.LockStacksRequest;
import io.stackctl.wire.proto.RemoveContentsRequest;
import io.stackctl.wire.proto.RemoveStacksRequest;
import io.stackctl.wire.proto.RollbackServiceRequest;
import io.stackctl.wire.proto.RollbackStackRequest;
import io.stackctl.wire.proto.WatchStackRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A manager, as commands see it. Calls have a deadline, and are made again with the same request id while the cluster
 * has no leader. Each throws {@link ClusterException} with a sentence for the user.
 */
public final class ClusterClient implements AutoCloseable {
    private final ManagedChannel connection;
    /** The connection, with what is done to each call on it. */
    private final Channel channel;
    /** Ends what the connection goes through. */
    private final Runnable onClose;

    private ClusterClient(ManagedChannel connection, Channel channel, Runnable onClose) {
        this.connection = connection;
        this.channel = channel;
        this.onClose = onClose;
    }

    /** Connects to a daemon, or says at once why that cannot be. */
    public static ClusterClient connect(HostAddress host) throws ClusterException, InterruptedException {
        return switch (host) {
            case HostAddress.Unix here -> {
                UnixConnection.probe(here);
                yield over(UnixConnection.open(here));
            }
            case HostAddress.Ssh there -> {
                var ssh = SshConnection.open(SshConnection.command("ssh", there));
                var channel = UnixConnection.open(ssh.socket());
                yield new ClusterClient(channel, channel, ssh::close);
            }
        };
    }

    /** Over a channel of the caller's choice; the client closes it. */
    public static ClusterClient over(ManagedChannel channel) {
        return new ClusterClient(channel, channel, () -> {});
    }

    /**
     * The same, content with what the manager knows that is asked, which may be old; closing either closes both.
     *
     * @param told hears once how old it is
     */
    public ClusterClient stale(Consumer<String> told) {
        return new ClusterClient(connection, ClientInterceptors.intercept(connection, new StaleReads(told)), onClose);
    }

    /**
     * Takes the lock of stacks, and with it the right to write them.
     *
     * @param purpose what for, in a word that others read
     * @param limit how long to wait for it
     * @param waiting hears who is in the way
     * @throws ClusterException with {@link ClusterException.Reason#LOCKED} when somebody else has it for too long
     */
    public StackLock lock(
            List<String> stacks, String who, String purpose, Duration limit, Consumer<StackLock.Holder> waiting)
            throws ClusterException, InterruptedException {
        var request = LockStacksRequest.newBuilder()
                .addAllStacks(stacks)
                .setHolder(who)
                .setPurpose(purpose)
                .build();
        return StackLock.take(ControlGrpc.newBlockingV2Stub(channel), request, limit, waiting);
    }

    public Answers.Deployed deploy(Questions.Deploy deploy, StackLock lock)
            throws ClusterException, InterruptedException {
        var request = Requests.deploy(newRequestId(), deploy).toBuilder();
        return Calls.retried(() -> Replies.deployed(control(Limits.DEPLOY_CALL)
                .deploy(request.setLockToken(lock.token()).build())));
    }

    /** What {@link #deploy} would do with the same. */
    public StackPlan plan(Questions.Deploy deploy) throws ClusterException, InterruptedException {
        var request = Requests.deploy(newRequestId(), deploy);
        return Calls.retried(
                () -> PlanCodec.fromMessage(control(Limits.DEPLOY_CALL).planStack(request)));
    }

    /** Takes a stack back. {@code to}: a revision that is kept, or 0 for the newest before that settled. */
    public Answers.Deployed rollback(String stack, long to, String author, String message, StackLock lock)
            throws ClusterException, InterruptedException {
        var request = RollbackStackRequest.newBuilder()
                .setRequestId(newRequestId())
                .setName(stack)
                .setTo(to)
                .setAuthor(author)
                .setMessage(message);
        return Calls.retried(() -> Replies.deployed(control(Limits.CALL)
                .rollbackStack(request.setLockToken(lock.token()).build())));
    }

    public Answers.Removed removeStacks(List<String> names, StackLock lock)
            throws ClusterException, InterruptedException {
        var request =
                RemoveStacksRequest.newBuilder().setRequestId(newRequestId()).addAllNames(names);
        return Calls.retried(() -> Replies.removed(control(Limits.CALL)
                .removeStacks(request.setLockToken(lock.token()).build())));
    }

    public Answers.ServiceChanged createService(Questions.Service service)
            throws ClusterException, InterruptedException {
        var request = Requests.create(newRequestId(), service);
        return Calls.retried(() -> Replies.service(control(Limits.DEPLOY_CALL).createService(request)));
    }

    /** {@code basedOn}: as it was when its spec was edited. */
    public Answers.ServiceChanged updateService(Service basedOn, Questions.Service service)
            throws ClusterException, InterruptedException {
        var request = Requests.update(newRequestId(), basedOn, service);
        return Calls.retried(() -> Replies.service(control(Limits.DEPLOY_CALL).updateService(request)));
    }

    /** To the spec before. */
    public Answers.ServiceChanged rollbackService(String nameOrId) throws ClusterException, InterruptedException {
        var request = RollbackServiceRequest.newBuilder()
                .setRequestId(newRequestId())
                .setNameOrId(nameOrId)
                .build();
        return Calls.retried(() -> Replies.service(control(Limits.CALL).rollbackService(request)));
    }

    /** One answer for each name. */
    public List<Answers.RemovedContent> removeServices(List<String> namesOrIds)
            throws ClusterException, InterruptedException {
        var request = removal(namesOrIds);
        return Replies.removals(Calls.retried(() -> control(Limits.CALL).removeServices(request)));
    }

    /** Follows one service, by its id, until the feed is closed. */
    public StackFeed watchService(String id, String name) {
        return new StackFeed(
                ControlGrpc.newBlockingV2Stub(channel),
                WatchStackRequest.newBuilder().setName(name).setServiceId(id).build());
    }

    /** Follows a stack until the feed is closed. {@code includeRemoving}: to the end of a removal. */
    public StackFeed watch(String stack, boolean includeRemoving) {
        return new StackFeed(
                ControlGrpc.newBlockingV2Stub(channel),
                WatchStackRequest.newBuilder()
                        .setName(stack)
                        .setIncludeRemoving(includeRemoving)
                        .build());
    }

    /** The stack as it is now, drift and all. */
    public StackSpec describe(String stack) throws ClusterException, InterruptedException {
        var request = DescribeStackRequest.newBuilder().setName(stack).build();
        return Calls.retried(() -> SpecCodec.fromMessage(control(Limits.CALL).describeStack(request)));
    }

    public List<Answers.StackSummary> stacks() throws ClusterException, InterruptedException {
        return Calls.retried(
                () -> Replies.stacks(control(Limits.CALL).listStacks(ListStacksRequest.getDefaultInstance())));
    }

    /** Lists services of a stack, or of all when it is empty; {@code namesOrIds} narrow the list when there are any. */
    public Answers.Services services(Optional<String> stack, List<String> namesOrIds)
            throws ClusterException, InterruptedException {
        var request = ListServicesRequest.newBuilder()
                .setStack(stack.orElse(""))
                .addAllNamesOrIds(namesOrIds)
                .build();
        return Calls.retried(() -> Replies.services(control(Limits.CALL).listServices(request)));
    }

    /** Lists tasks of a stack, or of all when it is empty; {@code services} narrow the list when there are any. */
    public Answers.Tasks tasks(Optional<String> stack, List<String> services)
            throws ClusterException, InterruptedException {
        var request = ListTasksRequest.newBuilder()
                .setStack(stack.orElse(""))
                .addAllServices(services)
                .build();
        return Calls.retried(() -> Replies.tasks(control(Limits.CALL).listTasks(request)));
    }

    /** Lists the tasks on nodes, by their ids. */
    public Answers.Tasks tasksOn(List<String> nodes) throws ClusterException, InterruptedException {
        var request = ListTasksRequest.newBuilder().addAllNodes(nodes).build();
        return Calls.retried(() -> Replies.tasks(control(Limits.CALL).listTasks(request)));
    }

    public Answers.Nodes nodes() throws ClusterException, InterruptedException {
        return Calls.retried(() -> {
            var reply = control(Limits.CALL).listNodes(ListNodesRequest.getDefaultInstance());
            return new Answers.Nodes(Replies.nodes(reply.getNodesList()), reply.getSelf(), reply.getLeader());
        });
    }

    /** The id of what was made. */
    public String create(ContentKind kind, Questions.Content content) throws ClusterException, InterruptedException {
        var request = Requests.content(newRequestId(), content);
        return Calls.retried(() -> switch (kind) {
            case SECRET -> control(Limits.CALL).createSecret(request).getId();
            case CONFIG -> control(Limits.CALL).createConfig(request).getId();
        });
    }

    /** All of a kind, or those that are named. */
    public Answers.Contents contents(ContentKind kind, List<String> namesOrIds)
            throws ClusterException, InterruptedException {
        var request =
                ListContentsRequest.newBuilder().addAllNamesOrIds(namesOrIds).build();
        return Calls.retried(() -> Replies.contents(
                switch (kind) {
                    case SECRET -> control(Limits.CALL).listSecrets(request);
                    case CONFIG -> control(Limits.CALL).listConfigs(request);
                }));
    }

    /** One answer for each name. */
    public List<Answers.RemovedContent> remove(ContentKind kind, List<String> namesOrIds)
            throws ClusterException, InterruptedException {
        var request = removal(namesOrIds);
        var reply = Calls.retried(() -> switch (kind) {
            case SECRET -> control(Limits.CALL).removeSecrets(request);
            case CONFIG -> control(Limits.CALL).removeConfigs(request);
        });
        return Replies.removals(reply);
    }

    private static RemoveContentsRequest removal(List<String> namesOrIds) {
        return RemoveContentsRequest.newBuilder()
                .setRequestId(newRequestId())
                .addAllNamesOrIds(namesOrIds)
                .build();
    }

    /** Lines in the order in which the manager sends them; ends when all are there, or never when following. */
    public LogFeed logs(Questions.Logs logs) {
        return new LogFeed(ControlGrpc.newBlockingV2Stub(channel), Requests.logs(logs));
    }

    public Answers.DaemonStatus status() throws ClusterException {
        return Calls.once(() -> Replies.status(daemon().status(DaemonStatusRequest.getDefaultInstance())));
    }

    public Answers.Initialized initCluster(Questions.InitCluster cluster)
            throws ClusterException, InterruptedException {
        var request = Requests.initCluster(newRequestId(), cluster);
        return Calls.retried(() -> {
            var reply = daemon().initCluster(request);
            return new Answers.Initialized(
                    reply.getNodeId(),
                    new SwarmClient.Token(reply.getWorkerToken(), reply.getAddress()),
                    reply.getUnlockKey());
        });
    }

    /** For what is asked of the swarm itself and its nodes; over the same connection. */
    public SwarmClient swarm() {
        return new SwarmClient(channel);
    }

    /** For what is asked when a cluster is lost, or may be; over the same connection. */
    public DisasterClient disaster() {
        return new DisasterClient(channel);
    }

    public void leaveCluster(boolean force) throws ClusterException {
        Calls.once(() -> daemon().leaveCluster(
                        LeaveClusterRequest.newBuilder().setForce(force).build()));
    }

    private ControlGrpc.ControlBlockingStub control(Duration deadline) {
        return ControlGrpc.newBlockingStub(channel).withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private DaemonGrpc.DaemonBlockingStub daemon() {
        return DaemonGrpc.newBlockingStub(channel).withDeadlineAfter(Limits.CALL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String newRequestId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        connection.shutdownNow();
        onClose.run();
    }
}

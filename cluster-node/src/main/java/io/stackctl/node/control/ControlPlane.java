package io.stackctl.node.control;

import io.grpc.BindableService;
import io.grpc.StatusException;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.node.store.Store;
import io.stackctl.node.store.StoreException;
import io.stackctl.reconcile.Memo;
import io.stackctl.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** A manager's half of the daemon: the store, the loop that writes to it, and the services over both. Wires, no logic. */
public final class ControlPlane implements AutoCloseable {
    private final Store store;
    private final ControlLoop loop;
    private final Publisher publisher;
    private final AgentService agents;
    private final ControlService control;

    /** @param fatal hears of a fault of ours in the loop; the process must end */
    public ControlPlane(Store store, NodeId self, ImageDigests digests, Consumer<Throwable> fatal) {
        var ids = new RandomIds();
        this.store = store;
        this.loop =
                new ControlLoop(store, ids, InstantSource.system(), System::nanoTime, ControlPlane::reconciler, fatal);
        this.publisher = new Publisher(loop);
        var broker = new LogBroker();
        this.agents = new AgentService(publisher, loop, broker);
        var logs = new TaskLogs(publisher, agents, broker, ids);
        var locks = new StackLocks(loop::leadership, InstantSource.system());
        this.control = new ControlService(self, publisher, loop, digests, logs, locks);
    }

    private static TickSource reconciler() {
        var memo = new Memo();
        return (state, observed, ids) -> Reconciler.tick(state, observed, ids, memo);
    }

    /** Opens the store; leadership follows on its own. */
    public void start() throws StoreException {
        loop.start();
        store.start(publisher);
    }

    public List<BindableService> services() {
        return List.of(control, agents);
    }

    public ClusterState state() {
        return publisher.state();
    }

    public boolean leading() {
        return loop.leading();
    }

    /** Makes a new cluster of this store's empty state, with this node as its first manager. */
    public void found(FoundCluster request, Duration limit) throws StatusException, InterruptedException {
        if (!loop.awaitLeading(limit)) {
            throw Replies.noLeader();
        }
        Replies.await(loop.ask(request));
    }

    @Override
    public void close() {
        agents.close();
        publisher.close();
        loop.close();
        store.close();
    }
}

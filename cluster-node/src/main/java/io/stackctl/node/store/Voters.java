package io.stackctl.node.store;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.closure.ReadIndexClosure;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import io.stackctl.node.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The voters of a raft node that runs. */
final class Voters implements Quorum {
    private static final byte[] NO_CONTEXT = {};

    private final Node node;

    Voters(Node node) {
        this.node = node;
    }

    @Override
    public Optional<Peer> leader() {
        return Optional.ofNullable(node.getLeaderId())
                .filter(id -> !id.isEmpty())
                .map(Peer::of);
    }

    @Override
    public List<Peer> voters() {
        return ((NodeImpl) node)
                .getCurrentConf().listPeers().stream().map(Peer::of).toList();
    }

    @Override
    public Voted add(Peer voter, Duration limit) throws InterruptedException {
        return change(done -> node.addPeer(voter.id(), done), limit);
    }

    @Override
    public Voted remove(Peer voter, Duration limit) throws InterruptedException {
        return change(done -> node.removePeer(voter.id(), done), limit);
    }

    private static Voted change(Consumer<Closure> change, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            var outcome = new CompletableFuture<Status>();
            change.accept(outcome::complete);
            var status = await(outcome, Math.max(0, end - System.nanoTime()));
            if (status.isEmpty()) {
                return new Voted.Failed("no answer within " + limit.toSeconds() + " s");
            }
            if (status.get().isOk()) {
                return new Voted.Done();
            }
            var error = status.get().getRaftError();
            if (error == RaftError.EPERM) {
                return new Voted.NotLeader();
            }
            boolean passes = error == RaftError.EBUSY || error == RaftError.ECATCHUP;
            if (!passes || System.nanoTime() > end) {
                return new Voted.Failed(error + ": " + status.get().getErrorMsg());
            }
            TimeUnit.NANOSECONDS.sleep(Limits.RAFT_CHANGE_PAUSE.toNanos());
        }
    }

    @Override
    public boolean handOver(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        if (!node.transferLeadershipTo(PeerId.ANY_PEER).isOk()) {
            return false;
        }
        var self = node.getNodeId().getPeerId();
        while (System.nanoTime() < end) {
            var leader = node.getLeaderId();
            if (leader != null && !leader.isEmpty() && !leader.equals(self)) {
                return true;
            }
            TimeUnit.NANOSECONDS.sleep(Limits.RAFT_LOOK.toNanos());
        }
        return false;
    }

    @Override
    public Voted standAlone() {
        var self = node.getNodeId().getPeerId();
        if (!voters().contains(Peer.of(self))) {
            return new Voted.Failed("this manager has never voted: it may not know what the others decided");
        }
        var status = node.resetPeers(new Configuration(List.of(self)));
        return status.isOk() ? new Voted.Done() : new Voted.Failed(status.getRaftError() + ": " + status.getErrorMsg());
    }

    @Override
    public boolean awaitFresh(Duration limit) throws InterruptedException {
        var outcome = new CompletableFuture<Status>();
        node.readIndex(NO_CONTEXT, new ReadIndexClosure(limit.toMillis()) {
            @Override
            public void run(Status status, long index, byte[] context) {
                outcome.complete(status);
            }
        });
        return await(outcome, limit.toNanos()).filter(Status::isOk).isPresent();
    }

    private static Optional<Status> await(CompletableFuture<Status> outcome, long nanos) throws InterruptedException {
        try {
            return Optional.of(outcome.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("raft's answers are never exceptional", impossible);
        }
    }
}

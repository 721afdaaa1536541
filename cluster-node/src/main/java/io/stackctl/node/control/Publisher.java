package io.stackctl.node.control;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Transaction;
import io.stackctl.node.store.Store;
import io.stackctl.view.Pictures;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/*
 * The lock guards nothing but the waiting: the pictures are one immutable value behind a volatile field. A reader that
 * is slow misses revisions, never the last one; it compares what it told with what is, so nothing is lost by that.
 */
/**
 * Carries what was decided to whoever follows: keeps the pictures of all nodes up to date with each transaction, and
 * wakes those that wait for a newer revision.
 */
public final class Publisher implements Store.Listener {
    private final ControlLoop loop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile Pictures pictures = Pictures.of(ClusterState.EMPTY);
    private volatile boolean closed;

    Publisher(ControlLoop loop) {
        this.loop = loop;
    }

    /** The newest state with all that is derived from it. */
    public Pictures pictures() {
        return pictures;
    }

    public ClusterState state() {
        return pictures.state();
    }

    /**
     * Waits until there is a revision after {@code seen}, or the time is over, or the publisher closes.
     *
     * @return the newest pictures, whichever it was
     */
    public Pictures after(Revision seen, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && left > 0 && pictures.state().revision().compareTo(seen) <= 0) {
                left = moved.awaitNanos(Math.min(left, TimeUnit.MINUTES.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
        return pictures;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public void applied(ClusterState before, ClusterState after, Transaction transaction) {
        publish(pictures.next(after, transaction.changes()));
    }

    @Override
    public void restored(ClusterState state) {
        publish(Pictures.of(state));
    }

    @Override
    public void leaderStart(long term) {
        hand(new Message.LeaderStarted(term));
    }

    @Override
    public void leaderStop() {
        hand(new Message.LeaderStopped());
    }

    void close() {
        closed = true;
        wake();
    }

    private void publish(Pictures next) {
        pictures = next;
        wake();
    }

    private void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void hand(Message message) {
        try {
            loop.tell(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

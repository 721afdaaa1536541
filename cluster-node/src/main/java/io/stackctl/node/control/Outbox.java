package io.stackctl.node.control;

import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/*
 * gRPC's observer is not safe for two threads and buffers without end when a peer reads slowly. The lock guards both:
 * one sender at a time, and none while the transport is full.
 */
/** The sending side of one stream, for several threads, at the speed of the peer. */
final class Outbox<M> {
    private final ServerCallStreamObserver<M> observer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();
    private final Runnable cancelled;
    private boolean over;

    /**
     * To be made in the call's own method. That has to return, for grpc tells nobody before that the client has gone or
     * takes more.
     */
    Outbox(ServerCallStreamObserver<M> observer) {
        this(observer, () -> {});
    }

    /** {@code cancelled} runs when the client has gone. */
    Outbox(ServerCallStreamObserver<M> observer, Runnable cancelled) {
        this.observer = observer;
        this.cancelled = cancelled;
        observer.setOnReadyHandler(this::signal);
        observer.setOnCancelHandler(this::end);
    }

    /**
     * Sends when the peer can take it.
     *
     * @return false when the stream is over, or the peer took nothing for {@code limit}
     */
    boolean send(M message, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!over && !observer.isReady()) {
                if (left <= 0) {
                    return false;
                }
                left = ready.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(10)));
            }
            if (over) {
                return false;
            }
            observer.onNext(message);
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean over() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream for good; nothing happens when it is over already. */
    void complete() {
        close(null);
    }

    void fail(Throwable cause) {
        close(cause);
    }

    private void close(@org.jspecify.annotations.Nullable Throwable cause) {
        lock.lock();
        try {
            if (!over && !observer.isCancelled()) {
                if (cause == null) {
                    observer.onCompleted();
                } else {
                    observer.onError(cause);
                }
            }
            over = true;
            ready.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            over = true;
            ready.signalAll();
        } finally {
            lock.unlock();
        }
        cancelled.run();
    }

    private void signal() {
        lock.lock();
        try {
            ready.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

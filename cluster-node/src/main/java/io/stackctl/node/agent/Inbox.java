package io.stackctl.node.agent;

import io.stackctl.view.TaskAssignment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a runner is to do, and a flag that there is something to look at. Only the latest orders count, and any number of
 * signals is one: nothing can pile up.
 */
final class Inbox {
    private Orders orders;
    private boolean signalled;

    /**
     * The orders of one task.
     *
     * @param confirmed a manager has spoken since the daemon started; until then nothing new is made or started
     * @param gone managers have forgotten the task: it is to vanish
     */
    record Orders(TaskAssignment assignment, boolean confirmed, boolean gone) {}

    Inbox(Orders orders) {
        this.orders = orders;
        this.signalled = true;
    }

    /** Orders that say the same again wake nobody. */
    synchronized void put(Orders latest) {
        if (!latest.equals(orders)) {
            orders = latest;
            signal();
        }
    }

    synchronized void signal() {
        signalled = true;
        notifyAll();
    }

    synchronized Orders orders() {
        return orders;
    }

    /** Waits for a signal, at most for the time given. */
    synchronized Orders await(Optional<Duration> atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.orElse(Duration.ZERO).toNanos();
        while (!signalled) {
            if (atMost.isEmpty()) {
                wait();
                continue;
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        signalled = false;
        return orders;
    }
}

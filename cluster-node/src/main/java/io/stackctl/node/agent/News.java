package io.stackctl.node.agent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A flag that one thread waits for and others raise; raising it often is raising it once. */
final class News {
    private boolean raised;

    synchronized void raise() {
        raised = true;
        notifyAll();
    }

    /** Waits until it is raised, at most that long, and lowers it. True when it was raised. */
    synchronized boolean await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!raised) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        raised = false;
        return true;
    }
}

package io.stackctl.node.agent;

import java.time.Duration;
import java.util.Collection;

/** Ends of threads. */
final class Threads {
    private Threads() {}

    /**
     * Interrupts all of them and waits until those that were started have ended, all together at most for {@code limit}: a call of the
     * engine may not hear the interrupt. The caller's own interrupt ends the wait and is kept.
     */
    static void end(Collection<Thread> threads, Duration limit) {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (var thread : threads) {
                long left = deadline - System.nanoTime();
                if (left > 0 && thread.getState() != Thread.State.NEW) {
                    var _ = thread.join(Duration.ofNanos(left));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

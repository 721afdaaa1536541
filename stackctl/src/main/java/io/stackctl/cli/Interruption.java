package io.stackctl.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says what goes on in the cluster when the user interrupts a wait. The JVM turns SIGINT into the exit code 130 by
 * itself; while it does, this text is printed.
 */
final class Interruption implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();

    /** From now on {@code say} is run, on another thread, when the process is told to end. */
    Interruption(Runnable say) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (over.compareAndSet(false, true)) {
                                say.run();
                            }
                        },
                        "stackctl-interrupted"));
    }

    /** The wait has ended by itself. */
    @Override
    public void close() {
        over.set(true);
    }
}

package io.stackctl.node;

import io.stackctl.node.store.StoreException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's process: arguments, signals, and how it ends. */
public final class Main {
    private static final int FAILED = 1;

    /**
     * jraft's message classes are older than our protobuf, which warns of each. They read only what our own managers
     * send. Held here, because the platform forgets the level of a logger that nobody holds.
     */
    private static final java.util.logging.Logger OLD_MESSAGES =
            java.util.logging.Logger.getLogger("com.google.protobuf.GeneratedMessage");

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        switch (NodeConfig.parse(arguments, System.getenv())) {
            case NodeConfig.Parsed.Help() -> System.out.print(NodeConfig.USAGE);
            case NodeConfig.Parsed.Invalid(var sentence) -> {
                System.err.println("stackd: " + sentence);
                System.exit(FAILED);
            }
            case NodeConfig.Parsed.Valid(var config) -> run(config);
        }
    }

    private static void run(NodeConfig config) throws InterruptedException {
        var log = LoggerFactory.getLogger(Main.class);
        OLD_MESSAGES.setLevel(Level.SEVERE);
        Ending ending = (cause, fault) -> halt(log, cause, fault);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, fault) -> halt(log, "thread " + thread.getName() + " failed", fault));
        try {
            var daemon = NodeDaemon.start(config, ending);
            Runtime.getRuntime().addShutdownHook(new Thread(daemon::close, "shutdown"));
        } catch (StoreException e) {
            System.err.println("stackd: " + e.getMessage());
            System.exit(FAILED);
        }
        // The daemon lives on its own threads until a signal ends the process.
        new CountDownLatch(1).await();
    }

    /** At once, without the orderly close: what cannot go on must not write any more. */
    private static void halt(Logger log, String cause, Throwable fault) {
        log.error("{}", cause, fault);
        System.err.flush();
        Runtime.getRuntime().halt(FAILED);
    }
}

package io.stackctl.node.docker;

import io.stackctl.node.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Fetches images that are not there. Tasks that want the same image share one fetch, which goes on when the task that
 * asked first is stopped: the next attempt will want it again.
 */
public final class Images {
    private final ContainerRuntime runtime;
    private final RegistryLogins logins;
    private final Semaphore pulls = new Semaphore(Limits.PULLS_IN_FLIGHT, true);
    /** Guarded by itself. */
    private final Map<String, Pull> running = new HashMap<>();

    public Images(ContainerRuntime runtime, RegistryLogins logins) {
        this.runtime = runtime;
        this.logins = logins;
    }

    /** One fetch, shared by all who want the image. */
    public static final class Pull {
        private final CompletableFuture<Optional<RuntimeFailure>> end = new CompletableFuture<>();

        /** Calls back on some thread when it has ended; at once if it has. */
        public void whenDone(Runnable callback) {
            var _ = end.thenRun(callback);
        }

        public boolean done() {
            return end.isDone();
        }

        /** Throws what went wrong, if it has ended and anything did. */
        public void check() throws RuntimeFailure {
            var failure = end.getNow(Optional.empty());
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }

    /** Whether the image is there. */
    public boolean present(String reference) throws RuntimeFailure {
        return runtime.hasImage(reference);
    }

    /** Starts to fetch the image, or joins the fetch that is under way. */
    public Pull pull(String reference) {
        synchronized (running) {
            var under = running.get(reference);
            if (under != null) {
                return under;
            }
            var pull = new Pull();
            running.put(reference, pull);
            Thread.ofVirtual().name("pull-" + reference).start(() -> fetch(reference, pull));
            return pull;
        }
    }

    private void fetch(String reference, Pull pull) {
        var failure = Optional.<RuntimeFailure>empty();
        try {
            pulls.acquire();
            try {
                runtime.pull(reference, logins.forImage(reference));
            } finally {
                pulls.release();
            }
        } catch (RuntimeFailure wrong) {
            var text = "cannot pull image " + reference + ": " + wrong.text();
            failure = Optional.of(new RuntimeFailure(wrong.kind(), text));
        } catch (InterruptedException _) {
            failure = Optional.of(new RuntimeFailure(RuntimeFailure.Kind.BROKEN, "the fetch was interrupted"));
        } finally {
            synchronized (running) {
                running.remove(reference);
            }
            pull.end.complete(failure);
        }
    }
}

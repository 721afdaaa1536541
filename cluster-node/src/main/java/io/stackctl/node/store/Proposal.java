package io.stackctl.node.store;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One proposal on its way through the log. Applying it completes the outcome; everything else that ends it leaves its
 * fate open, because jraft gives the same error to a proposal that never entered the log and to one that did when
 * leadership went.
 */
final class Proposal implements Closure {
    private static final Logger LOG = LoggerFactory.getLogger(Proposal.class);

    private final CompletableFuture<Proposed> outcome = new CompletableFuture<>();

    /**
     * Waits for the outcome. A disk may hang for longer than anybody's patience: as long as this manager leads, only the
     * log can tell what becomes of the proposal, and nothing else may be proposed before. Giving up would leave the
     * cluster without a leader until the next election, which a lone manager never holds.
     *
     * @param patience after which it is asked whether this manager still leads, and told that the log hangs
     */
    Proposed await(Duration patience, BooleanSupplier leads) throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                return outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                if (!leads.getAsBoolean()) {
                    return new Proposed.Unknown("no answer within " + patience.toSeconds() + " s");
                }
                if (!told) {
                    told = true;
                    LOG.warn(
                            "the log has taken no entry for {} s: the disk of the data folder hangs",
                            patience.toSeconds());
                }
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("a proposal never fails", impossible);
            }
        }
    }

    void applied(Proposed what) {
        outcome.complete(what);
    }

    @Override
    public void run(Status status) {
        if (!status.isOk()) {
            outcome.complete(new Proposed.Unknown(status.getRaftError() + ": " + status.getErrorMsg()));
        }
    }
}

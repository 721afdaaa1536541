package io.stackctl.node.store;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import java.util.concurrent.CompletableFuture;

/**
 * One proposal on its way through the log. Applying it completes the outcome; everything else that ends it leaves its
 * fate open, because jraft gives the same error to a proposal that never entered the log and to one that did when
 * leadership went.
 */
final class Proposal implements Closure {
    private final CompletableFuture<Proposed> outcome = new CompletableFuture<>();

    CompletableFuture<Proposed> outcome() {
        return outcome;
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

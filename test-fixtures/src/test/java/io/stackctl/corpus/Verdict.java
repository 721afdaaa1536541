package io.stackctl.corpus;

import io.stackctl.diagnostic.Diagnostic;
import java.util.List;

/** How one case compares with the peer's answer. */
sealed interface Verdict {
    record Equal() implements Verdict {}

    /**
     * The answers differ.
     *
     * @param details a few lines that show how
     */
    record Different(List<String> details) implements Verdict {
        public Different {
            details = List.copyOf(details);
        }
    }

    /**
     * Our own reading accepts what the peer refuses: fine only if a listed reason explains each of the errors.
     *
     * @param errors of the same case read as the peer would
     */
    record Wider(List<Diagnostic> errors) implements Verdict {
        public Wider {
            errors = List.copyOf(errors);
        }
    }
}

package io.stackctl.corpus;

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
}

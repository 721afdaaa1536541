package io.stackctl.cli.progress;

import java.util.Optional;

/**
 * One line of a stack's view.
 *
 * @param done slots that are as they should be, of {@code wanted}
 * @param state one or two words
 * @param detail what is missing, or what changed
 */
public record ServiceView(String name, Mark mark, int done, int wanted, String state, String detail) {
    /** Carries the meaning; colour only helps. */
    public enum Mark {
        DONE("✔"),
        MOVING("⠹"),
        WAITING("⏸"),
        UNCHANGED("·"),
        FAILED("✘");

        private final String symbol;

        Mark(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** {@code 2/4}; empty for a service that has nothing to count. */
    Optional<String> counts() {
        return mark == Mark.UNCHANGED ? Optional.empty() : Optional.of(done + "/" + wanted);
    }
}

package io.stackctl.diagnostic;

/** Limits on the help that goes with mistakes. */
public final class Limits {
    /** Words of one run, or of one place of the format, that a known one is looked for. */
    public static final int SUGGESTIONS = 1_000;

    /** Letters of a word that a known one is looked for: beyond these a suggestion would cost more than it helps. */
    static final int SUGGESTION_LETTERS = 100;

    /** Known words that an unknown one is compared with. */
    static final int SUGGESTION_CANDIDATES = 250;

    private Limits() {}
}

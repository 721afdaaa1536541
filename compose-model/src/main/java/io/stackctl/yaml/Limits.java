package io.stackctl.yaml;

/** Limits on what one text may ask of the reader. */
final class Limits {
    /** Levels of nesting, as go-yaml allows. */
    static final int DEPTH = 10_000;

    /** Code points of one text. Real files stay far below; the peer reads 8 MB scalars. */
    static final int CODE_POINTS = 64 << 20;

    /** Characters that the parser takes in at once. It copies what it has not used each time, so few takes are cheaper. */
    static final int BUFFER = 4 << 20;

    /** Values and keys of one text, aliases counted once: a tree of so many fits into 512 MB. */
    static final int NODES = 1_000_000;

    /** Nodes reached through aliases that are always fine. */
    static final long FREE_ALIASED_NODES = 100;

    /** Documents smaller than this may consist of aliases alone. */
    static final long FREE_NODES = 1_000;

    private static final long SMALL_DOCUMENT = 400_000;
    private static final long LARGE_DOCUMENT = 4_000_000;
    private static final double SMALL_SHARE = 0.99;
    private static final double LARGE_SHARE = 0.10;

    private Limits() {}

    /**
     * Whether a document of this many nodes may reach so many of them through aliases. The larger the expanded document,
     * the smaller the share: go-yaml's rule, so that the same files are refused.
     */
    static boolean allowsAliases(long aliased, long nodes) {
        return aliased <= FREE_ALIASED_NODES || nodes <= FREE_NODES || (double) aliased / nodes <= share(nodes);
    }

    private static double share(long nodes) {
        if (nodes <= SMALL_DOCUMENT) {
            return SMALL_SHARE;
        }
        if (nodes >= LARGE_DOCUMENT) {
            return LARGE_SHARE;
        }
        double progress = (double) (nodes - SMALL_DOCUMENT) / (LARGE_DOCUMENT - SMALL_DOCUMENT);
        return SMALL_SHARE - (SMALL_SHARE - LARGE_SHARE) * progress;
    }
}

package io.stackctl.compose;

/** Limits on what this package reads. */
public final class Limits {
    /** The largest compose, env, secret or config file that is read. */
    public static final int FILE_BYTES = 64 << 20;

    /** A secret has fewer bytes than this, a rule of the peer's manager. */
    public static final int SECRET_BYTES = 500 << 10;

    /** A config has fewer bytes than this, a rule of the peer's manager. */
    public static final int CONFIG_BYTES = 1000 << 10;

    /** Files of one run, with those that are included or extended. */
    static final int FILES = 500;

    /** Variables within the defaults of variables. */
    static final int VARIABLE_DEPTH = 20;

    /** Warnings of one kind about how the variables of one value are written. */
    static final int ODDITIES_PER_VALUE = 20;

    /** Levels of the tree that the schema can see; it describes fewer than a dozen, and the rest is free of rules. */
    static final int SCHEMA_DEPTH = 32;

    /** Ports that one range may stand for. */
    static final int PORTS_PER_RANGE = 65_536;

    private Limits() {}
}

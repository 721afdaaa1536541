package io.stackctl.cli;

import java.time.Duration;

/** Every bound of the commands. */
final class Limits {
    private Limits() {}

    /** Between two looks how far a rotation of the root is. */
    static final Duration ROTATION_LOOK = Duration.ofMillis(500);

    /** How long a deploy or a removal is waited for, unless the user says otherwise. */
    static final Duration WAIT = Duration.ofMinutes(10);

    /** Between two looks whether a drained node is empty. */
    static final Duration DRAIN_LOOK = Duration.ofMillis(500);

    /** How long the lock of a stack is waited for, unless the user says otherwise: as long as whoever holds it waits. */
    static final Duration LOCK_WAIT = WAIT;

    /** Bytes of a secret, the first that is too large; the peer's bound. */
    static final int SECRET_BYTES = 512_000;

    /** Bytes of a config, the first that is too large; the peer's bound. */
    static final int CONFIG_BYTES = 1_024_000;

    /** Bytes that are carried at a time between the daemon and the standard streams. */
    static final int COPY_BYTES = 32 << 10;

    /** Contexts that a user keeps. */
    static final int CONTEXTS = 1_000;

    /** Characters of the passphrase of a backup, at least; the daemon's bound. */
    static final int PASSPHRASE_LEAST = 12;

    /** Bytes that are read for a passphrase. */
    static final int PASSPHRASE_BYTES = 4096;

    /** How long the width of the terminal is believed. */
    static final Duration WIDTH_AGE = Duration.ofSeconds(1);

    /** How long {@code stty} may take to tell it. */
    static final Duration WIDTH_ANSWER = Duration.ofSeconds(1);
}

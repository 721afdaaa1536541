package io.stackctl.cli.client;

import java.time.Duration;

/** Every bound of the client. */
public final class Limits {
    private Limits() {}

    /** How long the daemon may take to answer one call. */
    static final Duration CALL = Duration.ofSeconds(30);

    /** How long a machine may take to join: several managers may have to be asked. */
    static final Duration JOIN_CALL = Duration.ofSeconds(60);

    /** How long a deploy may take until it is committed: the manager may ask registries for digests meanwhile. */
    static final Duration DEPLOY_CALL = Duration.ofMinutes(2);

    /** How long the daemon may take to restore a cluster: its state may be large, and it elects itself then. */
    static final Duration RESTORE_CALL = Duration.ofMinutes(10);

    /** How long a manager may take to make sure that the others are gone, and to go on alone. */
    static final Duration RECOVER_CALL = Duration.ofSeconds(90);

    /** How long ssh may take to connect, */
    static final Duration SSH = Duration.ofSeconds(10);

    /** and until a daemon answers at its other end: a person may have to answer ssh's questions first. */
    static final Duration SSH_ANSWER = Duration.ofSeconds(60);

    /** Bytes that are carried at a time between ssh and a socket. */
    static final int COPY_BYTES = 32 << 10;

    /** Bytes of one piece of a backup on its way to the daemon. */
    static final int BACKUP_PIECE_BYTES = 256 << 10;

    /** How long a call is tried again while there is no leader or its outcome is unknown. */
    static final Duration RETRY = Duration.ofSeconds(20);

    /** How long a stream of states is dialled again after it broke. */
    static final Duration RECONNECT = Duration.ofMinutes(1);

    /** The first wait between two tries; each further one is twice as long. */
    static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);

    /** The longest wait between two tries. */
    static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    /** Bytes of one answer: the tasks of a very large cluster. */
    static final int ANSWER_BYTES = 256 << 20;

    /** How long the end of a connection may take before the process ends anyway. */
    static final Duration CLOSE = Duration.ofSeconds(1);

    /** How long a daemon that was just started may take until its socket answers. */
    public static final Duration DAEMON_START = Duration.ofSeconds(60);

    /** Lines of the daemon's log that are shown when it does not come up. */
    public static final int DAEMON_LOG_LINES = 20;

    /** Bytes from the end of the daemon's log that are read for them. */
    public static final int DAEMON_LOG_BYTES = 64 << 10;
}

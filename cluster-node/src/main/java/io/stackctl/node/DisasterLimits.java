package io.stackctl.node;

import java.time.Duration;

/** Every bound of backups, restores and recoveries. */
public final class DisasterLimits {
    private DisasterLimits() {}

    /** Characters of the passphrase of a backup, at least, */
    public static final int PASSPHRASE_LEAST = 12;

    /** and at most. */
    public static final int PASSPHRASE_MOST = 1024;

    /** Bytes of the part of a backup that is in clear. */
    public static final int BACKUP_HEADER_BYTES = 4096;

    /** How often a passphrase is hashed to become a key: about half a second of work for each guess. */
    public static final int BACKUP_KEY_ROUNDS = 600_000;

    /** More rounds than this are not worked off for a file that asks for them. */
    public static final int BACKUP_KEY_ROUNDS_MOST = 10_000_000;

    /** Bytes of one piece of a backup on its way to a client. */
    public static final int BACKUP_PIECE_BYTES = 256 << 10;

    /** Bytes of a backup that is restored. */
    public static final long BACKUP_BYTES = 4L << 30;

    /**
     * Revisions by which a restored cluster is ahead of its backup: more than the cluster can have made since, so that no
     * node takes what it is told now for something older than it knows.
     */
    public static final long RESTORE_REVISIONS = 1_000_000_000L;

    /** How long a majority of the managers is given to answer before one of them may go on alone, */
    public static final Duration RECOVER_WATCH = Duration.ofSeconds(5);

    /** and how long each question to them may take. */
    public static final Duration RECOVER_LOOK = Duration.ofSeconds(1);
}

package io.stackctl.cli.doctor;

import java.time.Duration;

/** Every bound of the checks. */
final class Limits {
    private Limits() {}

    /** Free bytes of the data folder's disk, below which is warned, */
    static final long FREE_WARN = 2L << 30;

    /** and below which the daemon will stop soon. */
    static final long FREE_FAIL = 64L << 20;

    /** The time of one small synced write above which each change of the cluster is slow. */
    static final Duration SYNC_WARN = Duration.ofMillis(50);

    /** Synced writes that are made; the slowest but one counts. */
    static final int SYNCS = 5;

    /** The life of a certificate that is left below which its renewal has failed for long. */
    static final Duration CERTIFICATE_WARN = Duration.ofDays(7);

    /** How long a connect to a manager may take. */
    static final Duration CONNECT = Duration.ofSeconds(2);
}

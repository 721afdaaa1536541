package io.stackctl.cli.progress;

import java.time.Duration;

/** Every bound of the progress display. */
public final class Limits {
    private Limits() {}

    /** A plain log says at least this often what it waits for. */
    static final Duration HEARTBEAT = Duration.ofSeconds(30);

    /** How often a live view is drawn. */
    static final Duration FRAME = Duration.ofMillis(120);

    /** Services of a live view; more would scroll the screen away. */
    static final int LIVE_LINES = 40;

    /** Lines shown of a failed task's log. */
    public static final int LOG_EXCERPT_LINES = 10;

    /** Failures of one service that are told with their logs in one wait: a crash loop must not fill the screen. */
    public static final int FAILURES_OF_SERVICE = 3;

    /** How long the log of a failed task may take to arrive. */
    public static final Duration LOG_EXCERPT_TIME = Duration.ofSeconds(5);
}

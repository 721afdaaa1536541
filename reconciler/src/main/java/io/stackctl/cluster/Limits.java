package io.stackctl.cluster;

import java.time.Duration;

/** How large anything in the state or in one transaction may grow. */
public final class Limits {
    /** Changes that one tick makes; a tick that reaches it is followed by another at once. */
    public static final int CHANGES_PER_TICK = 2_000;

    /** Restart times kept on a task. */
    public static final int RECENT_RESTARTS = 100;

    /** Revisions kept of a stack. */
    public static final int STACK_REVISIONS = 10;

    /** Requests whose answers are kept, and for how long. */
    public static final int REQUESTS = 10_000;

    public static final Duration REQUEST_AGE = Duration.ofMinutes(10);

    /** Content of secrets and configs, in bytes; both bounds are the peer's. */
    public static final int SECRET_BYTES = 500 * 1024;

    public static final int CONFIG_BYTES = 1000 * 1024;

    /** How long content that nothing refers to is kept. */
    public static final Duration UNUSED_CONTENT_AGE = Duration.ofHours(1);

    /** Characters of an error or message kept on a task. */
    public static final int MESSAGE_LENGTH = 4_096;

    private Limits() {}
}

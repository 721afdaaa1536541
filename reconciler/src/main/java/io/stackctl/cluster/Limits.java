package io.stackctl.cluster;

import java.time.Duration;

/** How large anything in the state or in one transaction may grow. */
public final class Limits {
    /** Changes that one tick makes; a tick that reaches it is followed by another at once. */
    public static final int CHANGES_PER_TICK = 2_000;

    /** Slots of a service that a plan looks at one by one; beyond them it takes the first for all. */
    public static final int SLOTS_LOOKED_AT = 100;

    /** Restart times kept on a task. */
    public static final int RECENT_RESTARTS = 100;

    /** Revisions kept of a stack, unless the user says otherwise. */
    public static final int STACK_REVISIONS = 10;

    /** The most that a user may have kept. */
    public static final int STACK_REVISIONS_MOST = 100;

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

    /** How long nodes are given to take a task out of their load balancers, before they are no longer waited for. */
    public static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(10);

    /** Restarts of a slot at the policy's own delay; each one more in a row doubles it. */
    public static final int RESTARTS_AT_POLICY_DELAY = 5;

    /** Where the doubling starts from when the policy's delay is shorter, and where it ends. */
    public static final Duration RESTART_DELAY_LEAST = Duration.ofSeconds(1);

    public static final Duration RESTART_DELAY_MOST = Duration.ofMinutes(5);

    /** Failures of one slot in one rollout after which it has only half of its progress deadline: it loops. */
    public static final int CRASH_LOOP = 8;

    /** A task that ran this long ends a row of restarts. */
    public static final Duration RESTARTS_FORGIVEN_AFTER = Duration.ofMinutes(10);

    /** Published ports that the cluster chooses; the range is the peer's. */
    public static final int DYNAMIC_PORT_FIRST = 30_000;

    public static final int DYNAMIC_PORT_LAST = 32_767;

    /** How long tasks that shall stop are held for a node that is down; the time is the peer's. */
    public static final Duration DOWN_NODE_AGE = Duration.ofHours(24);

    private Limits() {}
}

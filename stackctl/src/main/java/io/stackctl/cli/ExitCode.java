package io.stackctl.cli;

/** What the process ends with. Every command uses these, and picocli's own code for usage errors is never seen. */
enum ExitCode {
    SUCCESS(0),
    /** Usage, connection or internal error; a compose file with errors. */
    ERROR(1),
    /** A diff that was asked to tell found changes. */
    CHANGES(2),
    ROLLED_BACK(3),
    /** A deploy failed and was not rolled back. */
    FAILED(4),
    /** The time was over; the rollout goes on in the cluster. */
    TIMEOUT(5),
    CANNOT_BE_PLACED(6),
    /** A lock is held, a plan is stale, or a newer deploy took over. */
    CONFLICT(7),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}

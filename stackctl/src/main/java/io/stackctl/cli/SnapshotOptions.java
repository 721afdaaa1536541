package io.stackctl.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Docker's flags for snapshots of the log. Here they are what they are: taken by what was written, and one is kept. */
final class SnapshotOptions {
    private static final int INTERVAL = 10_000;

    @Option(names = "--max-snapshots", paramLabel = "COUNT", description = "Older snapshots to keep: only 0 is taken")
    private Optional<Integer> most = Optional.empty();

    @Option(
            names = "--snapshot-interval",
            paramLabel = "ENTRIES",
            description = "Log entries between snapshots: only 10000 is taken")
    private Optional<Integer> interval = Optional.empty();

    boolean given() {
        return most.isPresent() || interval.isPresent();
    }

    void check() throws CommandException {
        if (most.map(count -> count != 0).orElse(false)) {
            throw CommandException.error(
                    "--max-snapshots: the newest snapshot is kept, and an older one could not be used"
                            + " again; leave the flag out, and keep copies of the data folder instead");
        }
        if (interval.map(entries -> entries != INTERVAL).orElse(false)) {
            throw CommandException.error("--snapshot-interval: a snapshot is taken after " + INTERVAL
                    + " entries or 64 MiB of them, whichever comes first; leave the flag out");
        }
    }
}

package io.stackctl.cli.flags;

import static io.stackctl.cli.flags.Flag.single;

import java.util.List;
import java.util.Optional;

/** How many tasks there shall be. */
final class SizeFlags {
    private SizeFlags() {}

    static Flag mode() {
        return single(
                "--mode",
                "MODE",
                "Service mode: replicated, global, replicated-job or global-job (default replicated)",
                (draft, value) -> draft.mode.kind = value);
    }

    static List<Flag> common() {
        return List.of(
                single(
                        "--replicas",
                        "N",
                        "Number of tasks",
                        (draft, value) -> draft.mode.replicas = Optional.of(Values.count(value))),
                single(
                        "--max-concurrent",
                        "N",
                        "Number of job tasks to run concurrently (default equal to --replicas)",
                        (draft, value) -> draft.mode.concurrent = Optional.of(Values.count(value))),
                single(
                        "--replicas-max-per-node",
                        "N",
                        "Maximum number of tasks per node (default 0 = unlimited)",
                        (draft, value) -> draft.maxReplicasPerNode = Values.count(value)));
    }
}

package io.stackctl.cli.flags;

import static io.stackctl.cli.flags.Flag.single;

import java.util.List;

/** What a task may use, and what a node must have left for it. */
final class ResourceFlags {
    private ResourceFlags() {}

    static List<Flag> common() {
        return List.of(
                single("--limit-cpu", "CPUS", "Limit CPUs", (draft, value) -> draft.limitCpus = Values.nanoCpus(value)),
                single(
                        "--limit-memory",
                        "BYTES",
                        "Limit Memory",
                        (draft, value) -> draft.limitMemory = Values.memory(value)),
                single(
                        "--limit-pids",
                        "N",
                        "Limit maximum number of processes (default 0 = unlimited)",
                        (draft, value) -> draft.limitPids = Values.whole(value, Long.MAX_VALUE)),
                single(
                        "--reserve-cpu",
                        "CPUS",
                        "Reserve CPUs",
                        (draft, value) -> draft.reservedCpus = Values.nanoCpus(value)),
                single(
                        "--reserve-memory",
                        "BYTES",
                        "Reserve Memory",
                        (draft, value) -> draft.reservedMemory = Values.memory(value)));
    }

    static List<Pair> pairs() {
        return List.of(new Pair(
                "generic-resource",
                "KIND=N",
                "user defined resources",
                (draft, value) -> {
                    var resource = KeyValue.whole(value);
                    draft.generic.put(resource.key(), Values.whole(resource.value(), Long.MAX_VALUE));
                },
                "KIND",
                (draft, kind) -> {
                    if (draft.generic.remove(kind) == null) {
                        throw new FlagException("could not find generic-resource \"" + kind + "\" to remove it");
                    }
                }));
    }
}

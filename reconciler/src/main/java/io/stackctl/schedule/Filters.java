package io.stackctl.schedule;

import io.stackctl.cluster.Node;
import io.stackctl.spec.Platform;
import io.stackctl.spec.Resources;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The pipeline of filters, and what single filters compare. */
final class Filters {
    private static final List<Filter> ALL = List.of(Filter.values());
    private static final List<Filter> OF_LOAD = List.of(Filter.RESOURCES, Filter.HOST_PORTS, Filter.MAX_REPLICAS);

    private Filters() {}

    /** The first filter that refuses the node. */
    static Optional<Filter> refusing(Demand demand, Seat seat) {
        for (var filter : ALL) {
            if (!filter.passes(demand, seat)) {
                return Optional.of(filter);
            }
        }
        return Optional.empty();
    }

    static boolean pass(Demand demand, Seat seat) {
        return refusing(demand, seat).isEmpty();
    }

    /** Whether what runs on the node leaves room; the part of the filters that changes while tasks are placed. */
    static boolean hasRoom(Demand demand, Seat seat) {
        for (var filter : OF_LOAD) {
            if (!filter.passes(demand, seat)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the node would take such a task if it were empty: the other filters, made ready for many nodes. */
    static Predicate<Seat> suits(Demand demand) {
        var constraints = Constraints.all(demand.placement().constraints());
        return seat -> Filter.READY.passes(demand, seat)
                && Filter.ENGINE.passes(demand, seat)
                && Filter.PLUGINS.passes(demand, seat)
                && constraints.test(seat.node())
                && Filter.PLATFORM.passes(demand, seat);
    }

    /** Whether a platform that the image was built for is the node's; an empty field stands for any. */
    static boolean runs(Platform wanted, Platform offered) {
        return (wanted.os().isEmpty() || wanted.os().equals(offered.os()))
                && (wanted.architecture().isEmpty()
                        || common(wanted.architecture()).equals(common(offered.architecture())));
    }

    /** Kernels and registries name the same architecture differently. */
    private static String common(String architecture) {
        return switch (architecture) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> architecture;
        };
    }

    /** A plugin that the engine should have and has not. An engine that lists no log plugin is not asked for one. */
    static Optional<String> missingPlugin(Demand demand, Node node) {
        var engine = node.description().engine();
        if (demand.plugins().isEmpty() || engine.isEmpty()) {
            return Optional.empty();
        }
        var present = engine.get().plugins();
        boolean listsLogs = present.stream().anyMatch(plugin -> plugin.startsWith("Log/"));
        return demand.plugins().stream()
                .filter(wanted -> !present.contains(wanted) && !present.contains(wanted + ":latest"))
                .filter(wanted -> listsLogs || !wanted.startsWith("Log/"))
                .findFirst();
    }

    /** What the node is short of, such as {@code insufficient memory (2 GiB wanted, 512 MiB left)}. */
    static String shortage(Resources.Reservation wanted, NodeLoad load) {
        if (wanted.nanoCpus() > Math.max(0, load.nanoCpus())) {
            return "insufficient CPU (" + cpus(wanted.nanoCpus()) + " wanted, " + cpus(load.nanoCpus()) + " left)";
        }
        if (wanted.memoryBytes() > Math.max(0, load.memoryBytes())) {
            return "insufficient memory (" + bytes(wanted.memoryBytes()) + " wanted, " + bytes(load.memoryBytes())
                    + " left)";
        }
        return wanted.generic().entrySet().stream()
                .filter(entry -> entry.getValue() > load.generic(entry.getKey()))
                .map(entry -> "insufficient " + entry.getKey() + " (" + entry.getValue() + " wanted, "
                        + Math.max(0, load.generic(entry.getKey())) + " left)")
                .findFirst()
                .orElse("insufficient resources");
    }

    private static String cpus(long nano) {
        return String.format(Locale.ROOT, "%.2f", Math.max(0, nano) / 1e9);
    }

    private static String bytes(long bytes) {
        double mebibytes = Math.max(0, bytes) / (1024.0 * 1024);
        return mebibytes >= 1024
                ? String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024)
                : String.format(Locale.ROOT, "%.0f MiB", mebibytes);
    }
}

package io.stackctl.schedule;

import java.util.ArrayList;

/**
 * One reason for which a node may be unable to take a task, in the order in which they are asked: the first that
 * refuses a node is the one that is told. Without memory: all that a filter knows is in its arguments.
 */
enum Filter {
    READY("1 node not available for new tasks", "%d nodes not available for new tasks") {
        @Override
        boolean passes(Demand demand, Seat seat) {
            return seat.node().takesNewTasks();
        }

        @Override
        String reason(Demand demand, Seat seat) {
            var node = seat.node();
            return switch (node.status().state()) {
                case READY ->
                    switch (node.availability()) {
                        case ACTIVE, PAUSE -> "paused for new tasks";
                        case DRAIN -> "drained";
                    };
                case DOWN -> "down";
                case UNKNOWN -> "not heard of yet";
                case DISCONNECTED -> "disconnected";
            };
        }
    },
    ENGINE("container engine does not answer on 1 node", "container engine does not answer on %d nodes") {
        @Override
        boolean passes(Demand demand, Seat seat) {
            return seat.node().description().engine().isPresent();
        }

        @Override
        String reason(Demand demand, Seat seat) {
            return "its container engine does not answer";
        }
    },
    RESOURCES("insufficient resources on 1 node", "insufficient resources on %d nodes") {
        @Override
        boolean passes(Demand demand, Seat seat) {
            return demand.reservation().isNone() || seat.load().has(demand.reservation());
        }

        @Override
        String reason(Demand demand, Seat seat) {
            return Filters.shortage(demand.reservation(), seat.load());
        }
    },
    PLUGINS("missing plugin on 1 node", "missing plugin on %d nodes") {
        @Override
        boolean passes(Demand demand, Seat seat) {
            return Filters.missingPlugin(demand, seat.node()).isEmpty();
        }

        @Override
        String reason(Demand demand, Seat seat) {
            return "its engine lacks the plugin "
                    + Filters.missingPlugin(demand, seat.node()).orElse("");
        }
    },
    CONSTRAINTS("scheduling constraints not satisfied on 1 node", "scheduling constraints not satisfied on %d nodes") {
        @Override
        boolean passes(Demand demand, Seat seat) {
            return Constraints.match(demand.placement().constraints(), seat.node());
        }

        @Override
        String reason(Demand demand, Seat seat) {
            var failed = new ArrayList<String>();
            for (var constraint : demand.placement().constraints()) {
                if (!Constraints.matches(constraint, seat.node())) {
                    failed.add(constraint
                            + Constraints.value(constraint.key(), seat.node())
                                    .map(value -> value.isEmpty() ? " (it has none)" : " (it has " + value + ")")
                                    .orElse(" (no such key)"));
                }
            }
            return "does not meet " + String.join(", ", failed);
        }
    },
    PLATFORM("unsupported platform on 1 node", "unsupported platform on %d nodes") {
        @Override
        boolean passes(Demand demand, Seat seat) {
            var platforms = demand.placement().platforms();
            return platforms.isEmpty()
                    || platforms.stream()
                            .anyMatch(wanted -> Filters.runs(
                                    wanted, seat.node().description().platform()));
        }

        @Override
        String reason(Demand demand, Seat seat) {
            var platform = seat.node().description().platform();
            return "the image does not run on " + platform.os() + "/" + platform.architecture();
        }
    },
    HOST_PORTS("host-mode port already in use on 1 node", "host-mode port already in use on %d nodes") {
        @Override
        boolean passes(Demand demand, Seat seat) {
            return demand.hostPorts().stream().allMatch(seat.load()::hasFree);
        }

        @Override
        String reason(Demand demand, Seat seat) {
            return demand.hostPorts().stream()
                    .filter(port -> !seat.load().hasFree(port))
                    .map(port -> "host-mode port " + port + " is in use")
                    .findFirst()
                    .orElse("");
        }
    },
    MAX_REPLICAS("max replicas per node limit exceed", "max replicas per node limit exceed") {
        @Override
        boolean passes(Demand demand, Seat seat) {
            int most = demand.placement().maxReplicasPerNode();
            return most == 0 || seat.serviceTasks() < most;
        }

        @Override
        String reason(Demand demand, Seat seat) {
            return "has its " + demand.placement().maxReplicasPerNode()
                    + " of the service's tasks (max replicas per node)";
        }
    };

    private final String one;
    private final String many;

    Filter(String one, String many) {
        this.one = one;
        this.many = many;
    }

    abstract boolean passes(Demand demand, Seat seat);

    /** What it is about this node; asked only when the node does not pass. */
    abstract String reason(Demand demand, Seat seat);

    /** How the peer puts it for so many nodes, such as {@code 2 nodes not available for new tasks}. */
    String explain(int nodes) {
        return nodes == 1 ? one : many.replace("%d", Integer.toString(nodes));
    }
}

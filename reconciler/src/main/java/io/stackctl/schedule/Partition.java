package io.stackctl.schedule;

import io.stackctl.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The nodes divided by the values of labels, one level for each spread preference: the same for all groups that spread
 * over the same labels.
 *
 * @param label the value that the nodes have in common on the level above
 * @param parts in the order of their labels; none on the last level
 * @param nodes of the last level, by their place in the order of ids
 */
record Partition(String label, List<Partition> parts, List<Integer> nodes) {
    Partition {
        parts = List.copyOf(parts);
        nodes = List.copyOf(nodes);
    }

    /** As with the peer, only labels can be spread over; what else is asked for is passed over. */
    static Partition of(List<NodeLoad> nodes, List<String> preferences) {
        var readers = preferences.stream()
                .flatMap(descriptor -> Constraints.label(descriptor).stream())
                .toList();
        return of("", nodes, readers, 0);
    }

    private static Partition of(String label, List<NodeLoad> nodes, List<Function<Node, String>> readers, int depth) {
        if (depth == readers.size()) {
            return new Partition(
                    label, List.of(), nodes.stream().map(NodeLoad::index).toList());
        }
        var byValue = new TreeMap<String, List<NodeLoad>>();
        for (var node : nodes) {
            byValue.computeIfAbsent(readers.get(depth).apply(node.node()), _ -> new ArrayList<>())
                    .add(node);
        }
        var parts = new ArrayList<Partition>();
        byValue.forEach((value, part) -> parts.add(of(value, part, readers, depth + 1)));
        return new Partition(label, parts, List.of());
    }
}

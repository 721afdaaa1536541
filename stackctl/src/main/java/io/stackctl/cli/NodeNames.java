package io.stackctl.cli;

import io.stackctl.cli.client.Answers;
import io.stackctl.cluster.Node;
import java.util.List;
import java.util.Optional;

/** Nodes by id, host name, a beginning of the id, or {@code self}. */
final class NodeNames {
    private static final String SELF = "self";

    private NodeNames() {}

    static Optional<Node> find(Answers.Nodes nodes, String name) {
        var wanted = name.equals(SELF) ? nodes.self() : name;
        return first(nodes.nodes(), node -> node.id().value().equals(wanted))
                .or(() -> first(
                        nodes.nodes(), node -> node.description().hostname().equals(wanted)))
                .or(() -> onlyOne(nodes.nodes(), wanted));
    }

    private static Optional<Node> first(List<Node> nodes, java.util.function.Predicate<Node> fits) {
        return nodes.stream().filter(fits).findFirst();
    }

    private static Optional<Node> onlyOne(List<Node> nodes, String beginning) {
        var fitting = nodes.stream()
                .filter(node -> node.id().value().startsWith(beginning))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}

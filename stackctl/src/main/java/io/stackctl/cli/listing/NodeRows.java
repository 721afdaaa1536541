package io.stackctl.cli.listing;

import io.stackctl.cli.client.Answers;
import io.stackctl.cli.output.Layout;
import io.stackctl.cli.output.NaturalOrder;
import io.stackctl.cli.template.Value;
import io.stackctl.cluster.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of {@code stackctl node ls}. */
public final class NodeRows {
    public static final Layout LAYOUT = Layout.of(
            "{{.ID}} {{if .Self}}*{{else}} {{end}}\t{{.Hostname}}\t{{.Status}}\t{{.Availability}}\t{{.ManagerStatus}}\t"
                    + "{{.EngineVersion}}",
            "{{.ID}}",
            """
            node_id: {{.ID}}
            hostname: {{.Hostname}}
            status: {{.Status}}
            availability: {{.Availability}}
            manager_status: {{.ManagerStatus}}
            """,
            "ID",
            "ID",
            "Self",
            "",
            "Hostname",
            "HOSTNAME",
            "Status",
            "STATUS",
            "Availability",
            "AVAILABILITY",
            "ManagerStatus",
            "MANAGER STATUS",
            "TLSStatus",
            "TLS STATUS",
            "EngineVersion",
            "ENGINE VERSION");

    private NodeRows() {}

    /** Reads the flags that narrow this list. */
    public static Filters filters(List<String> flags) {
        var filters = Filters.parse(flags, "id", "label", "node.label", "membership", "name", "role");
        filters.check("membership", List.of("accepted", "pending"));
        filters.check("role", List.of("manager", "worker"));
        return filters;
    }

    public static List<Value.Struct> of(Answers.Nodes nodes, Filters filters) {
        return nodes.nodes().stream()
                .filter(node -> fits(node, filters))
                .sorted(Comparator.comparing((Node node) -> node.description().hostname(), NaturalOrder.COMPARATOR)
                        .thenComparing(Node::id))
                .map(node -> row(node, nodes))
                .toList();
    }

    private static boolean fits(Node node, Filters filters) {
        return filters.any("id", id -> node.id().value().startsWith(id))
                && filters.any("name", name -> node.description().hostname().startsWith(name))
                && filters.any(
                        "role",
                        role -> node.role().name().toLowerCase(Locale.ROOT).equals(role))
                && filters.any("membership", "accepted"::equals)
                && filters.labels("node.label", node.labels())
                && filters.labels(
                        "label",
                        node.description()
                                .engine()
                                .map(Node.Engine::labels)
                                .map(Map::copyOf)
                                .orElse(Map.of()));
    }

    private static Value.Struct row(Node node, Answers.Nodes nodes) {
        String id = node.id().value();
        return new RowBuilder()
                .put("ID", id)
                .put("Self", Value.of(id.equals(nodes.self())))
                .put("Hostname", node.description().hostname())
                .put("Status", Cells.capital(node.status().state()))
                .put("Availability", Cells.capital(node.availability()))
                .put("ManagerStatus", managerStatus(node, id.equals(nodes.leader())))
                .put("TLSStatus", "Unknown")
                .put(
                        "EngineVersion",
                        node.description().engine().map(Node.Engine::version).orElse(""))
                .row();
    }

    private static String managerStatus(Node node, boolean leader) {
        return switch (node.role()) {
            case WORKER -> "";
            case MANAGER -> leader ? "Leader" : node.status().state() == Node.State.READY ? "Reachable" : "Unreachable";
        };
    }
}

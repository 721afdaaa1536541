package io.stackctl.cli.listing;

import io.stackctl.cli.template.Value;
import io.stackctl.cluster.Node;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code node inspect} shows. */
public final class NodeDetails {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS '+0000 utc'", Locale.ROOT);
    private static final long NANOS_OF_CPU = 1_000_000_000L;

    private NodeDetails() {}

    /** In the shape of the engine's API. {@code leader}: id of the node that leads. */
    public static Value.Struct of(Node node, String leader) {
        var spec = new LinkedHashMap<String, Value>();
        spec.put("Labels", Value.of(node.labels()));
        spec.put("Role", Value.of(lower(node.role())));
        spec.put("Availability", Value.of(lower(node.availability())));
        var status = new LinkedHashMap<String, Value>();
        status.put("State", Value.of(lower(node.status().state())));
        if (!node.status().message().isEmpty()) {
            status.put("Message", Value.of(node.status().message()));
        }
        status.put("Addr", Value.of(host(node.status().address())));
        var fields = new LinkedHashMap<String, Value>();
        fields.put("ID", Value.of(node.id().value()));
        fields.put("CreatedAt", Value.of(node.createdAt().toString()));
        fields.put("UpdatedAt", Value.of(node.updatedAt().toString()));
        fields.put("Spec", new Value.Struct(spec));
        fields.put("Description", description(node.description()));
        fields.put("Status", new Value.Struct(status));
        if (node.role() == Node.Role.MANAGER) {
            var manager = new LinkedHashMap<String, Value>();
            manager.put("Leader", Value.of(node.id().value().equals(leader)));
            manager.put("Reachability", Value.of(reachability(node)));
            manager.put("Addr", Value.of(node.status().address()));
            fields.put("ManagerStatus", new Value.Struct(manager));
        }
        return new Value.Struct(fields);
    }

    private static Value description(Node.Description description) {
        var platform = new LinkedHashMap<String, Value>();
        platform.put("Architecture", Value.of(description.platform().architecture()));
        platform.put("OS", Value.of(description.platform().os()));
        var resources = new LinkedHashMap<String, Value>();
        resources.put("NanoCPUs", Value.of(description.nanoCpus()));
        resources.put("MemoryBytes", Value.of(description.memoryBytes()));
        var engine = new LinkedHashMap<String, Value>();
        description.engine().ifPresent(running -> {
            engine.put("EngineVersion", Value.of(running.version()));
            engine.put("Labels", Value.of(running.labels()));
            engine.put(
                    "Plugins",
                    new Value.Items(
                            running.plugins().stream().map(NodeDetails::plugin).toList()));
        });
        var fields = new LinkedHashMap<String, Value>();
        fields.put("Hostname", Value.of(description.hostname()));
        fields.put("Platform", new Value.Struct(platform));
        fields.put("Resources", new Value.Struct(resources));
        fields.put("Engine", new Value.Struct(engine));
        return new Value.Struct(fields);
    }

    private static Value plugin(String named) {
        int slash = named.indexOf('/');
        var plugin = new LinkedHashMap<String, Value>();
        plugin.put("Type", Value.of(slash < 0 ? "" : named.substring(0, slash)));
        plugin.put("Name", Value.of(named.substring(slash + 1)));
        return new Value.Struct(plugin);
    }

    /** As docker's {@code --pretty} prints it. */
    public static String pretty(Node node, String leader) {
        var text = new StringBuilder();
        text.append("ID:\t\t\t").append(node.id()).append('\n');
        labels(text, "Labels:\n", node.labels());
        text.append("Hostname:              \t")
                .append(node.description().hostname())
                .append('\n');
        text.append("Joined at:             \t")
                .append(TIME.format(node.createdAt().atOffset(ZoneOffset.UTC)))
                .append('\n');
        text.append("Status:\n State:\t\t\t")
                .append(Cells.capital(node.status().state()))
                .append('\n');
        if (!node.status().message().isEmpty()) {
            text.append(" Message:              \t")
                    .append(node.status().message())
                    .append('\n');
        }
        text.append(" Availability:         \t")
                .append(Cells.capital(node.availability()))
                .append('\n');
        text.append(" Address:\t\t").append(host(node.status().address())).append('\n');
        if (node.role() == Node.Role.MANAGER) {
            text.append("Manager Status:\n Address:\t\t")
                    .append(node.status().address())
                    .append('\n');
            text.append(" Raft Status:\t\t")
                    .append(node.status().state() == Node.State.READY ? "Reachable" : "Unreachable")
                    .append('\n');
            text.append(" Leader:\t\t")
                    .append(node.id().value().equals(leader) ? "Yes" : "No")
                    .append('\n');
        }
        describe(text, node.description());
        return text.toString();
    }

    private static void describe(StringBuilder text, Node.Description description) {
        text.append("Platform:\n Operating System:\t")
                .append(description.platform().os())
                .append('\n');
        text.append(" Architecture:\t\t")
                .append(description.platform().architecture())
                .append('\n');
        text.append("Resources:\n CPUs:\t\t\t")
                .append(description.nanoCpus() / NANOS_OF_CPU)
                .append('\n');
        text.append(" Memory:\t\t")
                .append(Sizes.binary(description.memoryBytes()))
                .append('\n');
        description.engine().ifPresent(engine -> {
            plugins(text, engine.plugins());
            text.append("Engine Version:\t\t").append(engine.version()).append('\n');
            labels(text, "Engine Labels:\n", engine.labels());
        });
    }

    private static void plugins(StringBuilder text, List<String> plugins) {
        var byType = new TreeMap<String, List<String>>();
        for (var plugin : plugins) {
            int slash = plugin.indexOf('/');
            byType.computeIfAbsent(slash < 0 ? "" : plugin.substring(0, slash), _ -> new ArrayList<>())
                    .add(plugin.substring(slash + 1));
        }
        if (!byType.isEmpty()) {
            text.append("Plugins:\n");
            byType.forEach((type, names) -> text.append(' ')
                    .append(type)
                    .append(":\t\t")
                    .append(String.join(", ", names))
                    .append('\n'));
        }
    }

    private static void labels(StringBuilder text, String title, SortedMap<String, String> labels) {
        if (labels.isEmpty()) {
            return;
        }
        text.append(title);
        for (Map.Entry<String, String> label : labels.entrySet()) {
            text.append(" - ").append(label.getKey());
            text.append(label.getValue().isEmpty() ? "" : "=" + label.getValue())
                    .append('\n');
        }
    }

    private static String reachability(Node node) {
        return node.status().state() == Node.State.READY ? "reachable" : "unreachable";
    }

    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 || address.endsWith("]") ? address : address.substring(0, colon);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}

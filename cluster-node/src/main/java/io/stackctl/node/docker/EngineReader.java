package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackctl.cluster.Node;
import io.stackctl.spec.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the engine's account of itself says. */
final class EngineReader {
    private EngineReader() {}

    static EngineDescription read(JsonNode info, ApiVersion version) {
        var engine = new Node.Engine(
                info.path("ServerVersion").asText(), version.toString(), labels(info.path("Labels")), plugins(info));
        return new EngineDescription(
                engine,
                info.path("Name").asText(),
                new Platform(
                        info.path("OSType").asText(), info.path("Architecture").asText()),
                info.path("NCPU").asLong() * 1_000_000_000L,
                info.path("MemTotal").asLong(),
                generic(info.path("GenericResources")));
    }

    /** {@code ["key=value", ...]} */
    private static SortedMap<String, String> labels(JsonNode json) {
        var labels = new TreeMap<String, String>();
        for (var label : json) {
            var parts = label.asText().split("=", 2);
            labels.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return labels;
    }

    private static List<String> plugins(JsonNode info) {
        var plugins = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> kind : info.path("Plugins").properties()) {
            kind.getValue().forEach(name -> plugins.add(kind.getKey() + "/" + name.asText()));
        }
        plugins.sort(null);
        return plugins;
    }

    /** Counted kinds with their number; named ones count one each. */
    private static SortedMap<String, Long> generic(JsonNode json) {
        var generic = new TreeMap<String, Long>();
        for (var resource : json) {
            var counted = resource.path("DiscreteResourceSpec");
            if (!counted.isMissingNode() && !counted.isNull()) {
                generic.merge(
                        counted.path("Kind").asText(), counted.path("Value").asLong(), Long::sum);
            }
            var named = resource.path("NamedResourceSpec");
            if (!named.isMissingNode() && !named.isNull()) {
                generic.merge(named.path("Kind").asText(), 1L, Long::sum);
            }
        }
        return generic;
    }
}

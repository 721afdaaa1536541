package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackctl.cluster.Status;
import io.stackctl.node.docker.ContainerState.Condition;
import io.stackctl.node.docker.ContainerState.Health;
import io.stackctl.spec.PortSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the engine's account of a container says. */
final class ContainerReader {
    private ContainerReader() {}

    static ContainerState read(JsonNode json) {
        var state = json.path("State");
        var health = state.path("Health");
        var probes = health.path("Log");
        return new ContainerState(
                json.path("Id").asText(),
                json.path("Name").asText().replaceFirst("^/", ""),
                strings(json.path("Config").path("Labels")),
                condition(state.path("Status").asText()),
                state.path("ExitCode").asInt(),
                state.path("OOMKilled").asBoolean(),
                text(state.path("Error")),
                health(health.path("Status").asText()),
                text(probes.path(probes.size() - 1).path("Output")),
                json.path("Config").path("Tty").asBoolean(),
                hostPorts(json.path("NetworkSettings").path("Ports")),
                names(json.path("NetworkSettings").path("Networks")));
    }

    private static Condition condition(String status) {
        return switch (status) {
            case "created" -> Condition.CREATED;
            case "running", "paused", "restarting" -> Condition.RUNNING;
            case "exited" -> Condition.EXITED;
            default -> Condition.DEAD;
        };
    }

    private static Health health(String status) {
        return switch (status) {
            case "starting" -> Health.STARTING;
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            default -> Health.NONE;
        };
    }

    /** {@code {"80/tcp": [{"HostPort": "8080"}, ...]}}; the same port once for IPv4 and once for IPv6. */
    private static List<Status.HostPort> hostPorts(JsonNode ports) {
        var found = new LinkedHashSet<Status.HostPort>();
        for (var port : ports.properties()) {
            var name = port.getKey().split("/", 2);
            var protocol = protocol(name.length == 2 ? name[1] : "");
            for (var binding : port.getValue()) {
                int published = binding.path("HostPort").asInt();
                if (published > 0 && protocol.isPresent()) {
                    found.add(new Status.HostPort(Integer.parseInt(name[0]), published, protocol.get()));
                }
            }
        }
        return List.copyOf(found);
    }

    private static Optional<PortSpec.Protocol> protocol(String text) {
        for (var protocol : PortSpec.Protocol.values()) {
            if (protocol.text().equals(text)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }

    static SortedMap<String, String> strings(JsonNode json) {
        var strings = new TreeMap<String, String>();
        json.properties()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
        return strings;
    }

    private static List<String> names(JsonNode json) {
        var names = new ArrayList<String>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Optional<String> text(JsonNode json) {
        return Optional.of(json.asText()).filter(text -> !text.isEmpty());
    }
}

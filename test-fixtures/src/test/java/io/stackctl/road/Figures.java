package io.stackctl.road;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured: values by name, written as JSON. */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, List<Double>> values = new TreeMap<>();
    private final Map<String, String> units = new TreeMap<>();

    void add(String name, Duration value) {
        add(name, "ms", value.toNanos() / 1e6);
    }

    void add(String name, String unit, double value) {
        double rounded = Math.round(value * 10) / 10.0;
        units.put(name, unit);
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(rounded);
        System.out.printf("%-60s %10.1f %s%n", name, rounded, unit);
    }

    /** Into the file, beside the figures there that were not measured this time. */
    void write(Path file) throws IOException {
        var all = new TreeMap<String, JsonNode>();
        if (Files.exists(file)) {
            JSON.readTree(file.toFile()).forEach(old -> all.put(old.get("name").asText(), old));
        }
        values.forEach((name, runs) -> all.put(name, describe(JSON.createObjectNode(), name, runs)));
        JSON.writeValue(file.toFile(), JSON.createArrayNode().addAll(all.values()));
    }

    private ObjectNode describe(ObjectNode figure, String name, List<Double> runs) {
        var sorted = runs.stream().sorted().toList();
        figure.put("name", name);
        figure.put("unit", units.get(name));
        figure.put("runs", runs.size());
        figure.put("median", sorted.get((sorted.size() - 1) / 2));
        figure.put("best", sorted.getFirst());
        figure.put("worst", sorted.getLast());
        return figure;
    }
}

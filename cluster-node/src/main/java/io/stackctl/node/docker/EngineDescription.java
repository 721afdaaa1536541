package io.stackctl.node.docker;

import io.stackctl.cluster.Node;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Platform;
import java.util.Map;
import java.util.SortedMap;

/**
 * What an engine says of itself and of its machine.
 *
 * @param hostname of the machine
 * @param nanoCpus all of them; 10^9 is one CPU
 * @param generic count by kind of the resources that the engine's configuration offers
 */
public record EngineDescription(
        Node.Engine engine,
        String hostname,
        Platform platform,
        long nanoCpus,
        long memoryBytes,
        SortedMap<String, Long> generic) {
    public EngineDescription {
        generic = Immutable.sorted((Map<String, Long>) generic);
    }
}

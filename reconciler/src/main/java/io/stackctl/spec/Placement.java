package io.stackctl.spec;

import java.util.List;

/**
 * Where tasks of a service may run, and how they spread.
 *
 * @param preferences label descriptors to spread over, such as {@code node.labels.zone}, most important first
 * @param maxReplicasPerNode tasks of this service that one node may hold; 0 means no limit
 * @param platforms what the image runs on; empty means anything
 */
public record Placement(
        List<Constraint> constraints, List<String> preferences, int maxReplicasPerNode, List<Platform> platforms) {
    public static final Placement ANYWHERE = new Placement(List.of(), List.of(), 0, List.of());

    public Placement {
        constraints = List.copyOf(constraints);
        preferences = List.copyOf(preferences);
        platforms = List.copyOf(platforms);
        if (maxReplicasPerNode < 0) {
            throw new IllegalArgumentException("max replicas per node must not be negative: " + maxReplicasPerNode);
        }
    }
}

package io.stackctl.simulation;

import io.stackctl.fixtures.NodeBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Two nodes with room for everything and a stack, in a world in which nothing fails by itself. */
record CalmCluster(World world, Requests requests) {
    private static final int ROOM = 100_000;

    static CalmCluster ofTwoNodes(int seed) {
        var world = new World(seed, new Coverage(), Optional.empty());
        world.calm = true;
        var requests = new Requests(world);
        requests.createStack();
        world.add(NodeBuilder.node("n0", ROOM, Instant.EPOCH));
        world.add(NodeBuilder.node("n1", ROOM, Instant.EPOCH));
        world.after(Duration.ZERO, () -> {});
        return new CalmCluster(world, requests);
    }
}

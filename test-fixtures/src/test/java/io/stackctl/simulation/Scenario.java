package io.stackctl.simulation;

import io.stackctl.cluster.Progress;
import io.stackctl.fixtures.NodeBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The life of one cluster, drawn from a seed: services come up, are changed while good or bad things happen, are given
 * ten quiet minutes, and go.
 */
final class Scenario {
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final World world;
    private final Requests requests;
    private final long seed;

    private Scenario(long seed, Coverage coverage, Optional<PlantedBug> bug) {
        this.seed = seed;
        world = new World(seed, coverage, bug);
        requests = new Requests(world);
    }

    /** Runs it; throws a {@link Violation} if something that must hold did not. */
    static World run(long seed, Coverage coverage, Optional<PlantedBug> bug) {
        var scenario = new Scenario(seed, coverage, bug);
        switch ((int) Math.floorMod(seed, 4L)) {
            case 0 -> scenario.calm(true);
            case 1 -> scenario.calm(false);
            default -> scenario.storm();
        }
        scenario.goes();
        return scenario.world;
    }

    /** Users change their minds, and leaders change; see {@link Updates}. */
    static World updates(long seed, Coverage coverage, Optional<PlantedBug> bug) {
        var scenario = new Scenario(seed, coverage, bug);
        scenario.updates();
        scenario.goes();
        return scenario.world;
    }

    private void updates() {
        var specs = comesUp();
        var updates = new Updates(world, requests, specs);
        world.runUntil(world.now.plus(updates.begin()));
        if (world.chance(0.1)) {
            world.coverage.hit(Fault.REMOVED_IN_UPDATE);
            return;
        }
        world.runUntil(world.now.plus(QUIET));
        end();
        if (updates.resume()) {
            world.after(Duration.ofMillis(100), () -> {});
            world.runUntil(world.now.plus(QUIET));
            end();
        }
    }

    /** Nothing fails but what the user deploys. */
    private void calm(boolean goodUpdate) {
        var specs = comesUp();
        for (var name : specs.names()) {
            var live = world.service(name).orElseThrow();
            var spec = world.state.spec(live);
            requests.deploy(goodUpdate ? specs.good(spec) : specs.bad(spec));
        }
        requests.deployed();
        world.after(Duration.ofMillis(100), () -> {});
        world.runUntil(world.now.plus(QUIET));
        end();
    }

    private SpecPool comesUp() {
        world.calm = true;
        var specs = begin(false, 100_000, List.of("net"));
        createNetworks(List.of("net"), Optional.empty());
        specs.names().forEach(name -> requests.deploy(specs.first(name)));
        requests.deployed();
        world.runUntil(world.now.plusSeconds(60));
        return specs;
    }

    private void storm() {
        boolean small = world.chance(0.5);
        var networks = List.of("net", "other");
        var specs = begin(true, 900, networks);
        createNetworks(networks, small ? Optional.of("10.9.0.0/29") : Optional.empty());
        specs.names().forEach(name -> requests.deploy(specs.first(name)));
        requests.deployed();
        world.runUntil(world.now.plusSeconds(world.random.nextInt(30)));
        var end = world.now.plusSeconds(90);
        new Storm(world, requests, specs, end).begin();
        world.runUntil(end);
        world.runUntil(end.plus(QUIET));
        end();
    }

    private SpecPool begin(boolean rough, long memory, List<String> networks) {
        int nodes = 1 + world.random.nextInt(5);
        requests.createStack();
        for (int i = 0; i < nodes; i++) {
            world.add(NodeBuilder.node("n" + i, memory, Instant.EPOCH));
        }
        world.after(Duration.ZERO, () -> {});
        return new SpecPool(seed, world.random, rough, networks);
    }

    private void createNetworks(List<String> names, Optional<String> firstSubnet) {
        var subnet = firstSubnet;
        for (var name : names) {
            requests.createNetwork(name, subnet);
            subnet = Optional.empty();
        }
    }

    private void end() {
        for (var invariant : world.invariants) {
            invariant.atTheEnd(world);
        }
        for (var service : world.state.services()) {
            switch (service.progress()) {
                case Progress.Paused _ -> world.coverage.hit(Fault.UPDATE_PAUSED);
                case Progress.RolledBack _ -> world.coverage.hit(Fault.UPDATE_ROLLED_BACK);
                case Progress.Settled _, Progress.Rolling _ -> {}
            }
        }
    }

    /** The stack is removed, and nothing is left of it; now and then the user thinks better of it while it goes. */
    private void goes() {
        world.calm = false;
        requests.removeStack();
        if (world.chance(0.3)) {
            world.after(Duration.ofMillis(100), () -> {}); // What was asked for is in the state after this.
            world.after(world.between(200, 4_000), this::comesBack);
            world.runUntil(world.now.plusSeconds(80));
            whole();
            requests.removeStack();
        }
        world.after(Duration.ofMillis(100), () -> {});
        world.runUntil(world.now.plusSeconds(60));
        var state = world.state;
        Violation.unless(state.tasks().byService().isEmpty(), "tasks are left: %s", state.tasks());
        Violation.unless(state.services().isEmpty(), "services are left: %s", state.services());
        Violation.unless(
                state.specs().isEmpty(), "specs are left: %s", state.specs().size());
        Violation.unless(state.networks().isEmpty(), "networks are left: %s", state.networks());
        Violation.unless(state.stacks().isEmpty(), "stacks are left: %s", state.stacks());
    }

    /** A stack of the same name is deployed; it knows nothing of the one before. */
    private void comesBack() {
        if (!world.state.stacks().isEmpty()) {
            world.coverage.hit(Fault.DEPLOYED_IN_REMOVAL);
        }
        var specs = new SpecPool(seed, world.random, false, List.of("net"));
        requests.createStackAnew();
        createNetworks(List.of("net"), Optional.empty());
        specs.names().forEach(name -> requests.deploy(specs.first(name)));
        requests.deployed();
        if (world.chance(0.3)) {
            world.after(world.between(0, 3_000), world.leader::change);
        }
    }

    /** There is one stack, and all that it wants of its services. */
    private void whole() {
        Violation.unless(world.state.stacks().size() == 1, "the old stack is left: %s", world.state.stacks());
        for (var service : world.state.services()) {
            Violation.unless(
                    service.stack().equals(Optional.of(requests.stack()))
                            && service.progress() instanceof Progress.Settled,
                    "it did not come up beside the old stack: %s",
                    service);
        }
        for (var invariant : world.invariants) {
            invariant.atTheEnd(world);
        }
    }

    @Override
    public String toString() {
        return "scenario " + seed;
    }
}

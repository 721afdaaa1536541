package io.stackctl.simulation;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Progress;
import io.stackctl.spec.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Faults and changes of mind at random times, until a given time; then everything is put right again. */
final class Storm {
    private final World world;
    private final Requests requests;
    private final SpecPool specs;
    private final Instant end;

    Storm(World world, Requests requests, SpecPool specs, Instant end) {
        this.world = world;
        this.requests = requests;
        this.specs = specs;
        this.end = end;
    }

    void begin() {
        world.weather = Weather.STORM;
        next();
        world.at(end, this::calm);
    }

    private void next() {
        world.after(world.between(1_000, 12_000), () -> {
            if (world.now.isBefore(end)) {
                strike();
                next();
            }
        });
    }

    private void strike() {
        switch (world.random.nextInt(10)) {
            case 0, 1 -> world.leader.change();
            case 2, 3 -> loseNode();
            case 4 -> availability();
            case 5, 6 -> redeploy();
            case 7 -> scale();
            case 8 -> removeOrRecreate();
            default -> removeNode();
        }
    }

    private List<Node> nodes() {
        var nodes = new ArrayList<Node>();
        world.state.nodes().forEach(node -> nodes.add(node));
        return nodes;
    }

    private Node anyNode() {
        var nodes = nodes();
        return nodes.get(world.random.nextInt(nodes.size()));
    }

    private void loseNode() {
        var node = anyNode().id();
        var agent = world.agents.get(node);
        if (agent == null || !agent.connected) {
            return;
        }
        world.coverage.hit(Fault.NODE_LOST);
        agent.cut();
        world.after(Duration.ofSeconds(5), () -> {
            if (!agent.connected) {
                state(node, Node.State.DOWN);
            }
        });
        world.after(world.between(1_000, 40_000), () -> comeBack(node, agent, world.chance(0.3)));
    }

    private void comeBack(NodeId node, Agent agent, boolean rebooted) {
        if (agent.connected || world.state.nodes().get(node).isEmpty()) {
            return;
        }
        if (rebooted) {
            world.coverage.hit(Fault.NODE_REBOOTED);
        }
        agent.reconnect(rebooted);
        state(node, Node.State.READY);
    }

    private void state(NodeId id, Node.State state) {
        world.state
                .nodes()
                .get(id)
                .ifPresent(node -> world.leader.request(new Change.PutNode(
                        node.with(new Node.NodeStatus(state, "", node.status().address()), world.now))));
    }

    private void availability() {
        var node = anyNode();
        var next = node.availability() != Node.Availability.ACTIVE
                ? Node.Availability.ACTIVE
                : world.chance(0.7) ? Node.Availability.DRAIN : Node.Availability.PAUSE;
        if (next == Node.Availability.DRAIN) {
            world.coverage.hit(Fault.NODE_DRAINED);
        } else if (next == Node.Availability.PAUSE) {
            world.coverage.hit(Fault.NODE_PAUSED);
        }
        world.leader.request(new Change.PutNode(node.with(next, world.now)));
    }

    private void redeploy() {
        world.service(specs.anyName()).ifPresent(service -> requests.deploy(specs.changed(world.state.spec(service))));
    }

    private void scale() {
        world.service(specs.anyName()).ifPresent(service -> {
            var spec = world.state.spec(service);
            if (spec.mode() instanceof Mode.Replicated) {
                world.coverage.hit(Fault.SCALE);
                if (service.progress() instanceof Progress.Rolling
                        && service.previous().isPresent()) {
                    world.coverage.hit(Fault.SCALE_IN_UPDATE);
                }
                requests.deploy(spec.withMode(new Mode.Replicated(world.random.nextInt(6))));
            }
        });
    }

    private void removeOrRecreate() {
        var name = specs.anyName();
        world.service(name).ifPresentOrElse(requests::remove, () -> requests.deploy(specs.first(name)));
    }

    private void removeNode() {
        if (nodes().size() < 3 || world.chance(0.6)) {
            return;
        }
        world.coverage.hit(Fault.NODE_REMOVED);
        var node = anyNode();
        Objects.requireNonNull(world.agents.get(node.id())).cut();
        world.agents.remove(node.id()).containers.clear();
        world.leader.request(new Change.RemoveNode(node.id()));
    }

    private void calm() {
        world.weather = Weather.FINE;
        for (var node : nodes()) {
            var agent = world.agents.get(node.id());
            if (agent == null) {
                continue;
            }
            if (!agent.connected) {
                agent.reconnect(false);
            }
            world.leader.request(new Change.PutNode(node.with(Node.Availability.ACTIVE, world.now)
                    .with(
                            new Node.NodeStatus(
                                    Node.State.READY, "", node.status().address()),
                            world.now)));
        }
    }
}

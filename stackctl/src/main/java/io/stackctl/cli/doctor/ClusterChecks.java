package io.stackctl.cli.doctor;

import io.stackctl.cli.client.Answers;
import io.stackctl.cluster.Node;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The cluster as its managers see it. */
public final class ClusterChecks {
    private final Answers.Nodes nodes;

    public ClusterChecks(Answers.Nodes nodes) {
        this.nodes = nodes;
    }

    /** Whether a manager's port can be reached from here. */
    public interface Reach {
        /** Why not is the message. {@code address}: HOST:PORT. */
        void connect(String address) throws IOException;

        /** By a connection that is closed at once. */
        static void byTcp(String address) throws IOException {
            int colon = address.lastIndexOf(':');
            if (colon < 0) {
                throw new IOException("it has no port");
            }
            var host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))), (int)
                        Limits.CONNECT.toMillis());
            }
        }
    }

    public List<Finding> run(Reach reach) {
        var found = new ArrayList<Finding>();
        found.add(quorum());
        found.addAll(down());
        found.addAll(engines());
        found.add(formats());
        managers().stream()
                .filter(node -> !node.id().value().equals(nodes.self()))
                .filter(node -> !node.status().address().isEmpty())
                .forEach(node -> found.add(reached(node, reach)));
        return List.copyOf(found);
    }

    private List<Node> managers() {
        return nodes.nodes().stream()
                .filter(node -> node.role() == Node.Role.MANAGER)
                .toList();
    }

    private Finding quorum() {
        int all = managers().size();
        long there = managers().stream()
                .filter(node -> node.status().state() == Node.State.READY)
                .count();
        int needed = all / 2 + 1;
        var text = there + " of " + all + " managers are there, " + needed + " are needed";
        if (nodes.leader().isEmpty()) {
            return Finding.fail(
                    "managers", "nobody leads", "bring managers back; see cluster recover when they are lost");
        }
        if (there <= needed && all > 1) {
            return Finding.warn(
                    "managers",
                    text + ": the loss of one more stops the cluster",
                    all % 2 == 0 ? "have three or five managers" : "bring back those that are down, or replace them");
        }
        return all == 1
                ? Finding.warn(
                        "managers", "there is one manager", "add two: stackctl swarm join-token manager; take backups")
                : Finding.ok("managers", text);
    }

    private List<Finding> down() {
        var found = new ArrayList<Finding>();
        for (var node : nodes.nodes()) {
            if (node.status().state() == Node.State.DOWN) {
                found.add(Finding.fail(
                        "node " + name(node),
                        "down since " + node.updatedAt()
                                + (node.status().message().isEmpty()
                                        ? ""
                                        : ": " + node.status().message()),
                        "start the machine or its daemon, or take it out: stackctl node rm " + name(node)));
            }
        }
        return found.isEmpty()
                ? List.of(Finding.ok("nodes", "none of " + nodes.nodes().size() + " is down"))
                : found;
    }

    private List<Finding> engines() {
        return nodes.nodes().stream()
                .filter(node -> node.status().state() == Node.State.READY
                        && node.description().engine().isEmpty())
                .map(node -> Finding.fail(
                        "node " + name(node),
                        "its container engine does not answer",
                        "start the engine on " + name(node)))
                .toList();
    }

    private Finding formats() {
        var highest = nodes.nodes().stream()
                .mapToInt(node -> node.description().formats())
                .max()
                .orElse(0);
        var behind = nodes.nodes().stream()
                .filter(node -> node.description().formats() < highest)
                .map(ClusterChecks::name)
                .collect(Collectors.joining(", "));
        return behind.isEmpty()
                ? Finding.ok("versions", "all daemons read the same formats")
                : Finding.warn("versions", "older daemons on " + behind, "upgrade them, one machine at a time");
    }

    private static Finding reached(Node manager, Reach reach) {
        var address = manager.status().address();
        try {
            reach.connect(address);
            return Finding.ok("reach " + name(manager), address + " answers");
        } catch (IOException | IllegalArgumentException refused) {
            return Finding.fail(
                    "reach " + name(manager),
                    address + " cannot be reached from here: " + refused.getMessage(),
                    "start its daemon, or open its port in the firewall between the two");
        }
    }

    private static String name(Node node) {
        return node.description().hostname();
    }
}

package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackctl.view.NetworkAssignment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body that makes a network. Networks of the cluster are bridges of each node with one subnet, and a gateway of
 * each node's own.
 */
final class NetworkRequest {
    private static final String BRIDGE_NAME = "com.docker.network.bridge.name";
    private static final String MTU = "com.docker.network.driver.mtu";

    /** What is left of a usual frame of 1500 bytes inside a tunnel between nodes. */
    private static final String TUNNEL_MTU = "1450";

    /** Bytes of a name's hash that fit, in hex, behind the prefix of an interface name of at most 15 characters. */
    private static final int BRIDGE_HASH_BYTES = 6;

    private NetworkRequest() {}

    static ObjectNode of(NetworkAssignment network, Owner owner) {
        var spec = network.spec();
        var body = ContainerRequest.object();
        body.put("Name", network.id().value());
        body.put("CheckDuplicate", true);
        body.put("Driver", bridge(network) ? "bridge" : spec.driver());
        body.put("Internal", spec.internal());
        body.putObject("IPAM")
                .put("Driver", "default")
                .putArray("Config")
                .addObject()
                .put("Subnet", network.subnet().toString())
                .put("Gateway", network.gateway().toString());
        body.set("Options", ContainerRequest.map(options(network)));
        body.set("Labels", ContainerRequest.map(Labels.of(network, owner)));
        return body;
    }

    /** Whether it is a network of the machine's own; others are told of by their driver, and may be the machine's LAN. */
    static boolean bridge(NetworkAssignment network) {
        return switch (network.spec().driver()) {
            case "", "overlay", "bridge" -> true;
            default -> false;
        };
    }

    /** The user's own count, but for the bridge's name, by which other parts of the node find it. */
    private static Map<String, String> options(NetworkAssignment network) {
        var options = new TreeMap<String, String>();
        if (!bridge(network)) {
            options.putAll(network.spec().driverOptions());
            return options;
        }
        options.put(MTU, TUNNEL_MTU);
        options.putAll(network.spec().driverOptions());
        options.put(BRIDGE_NAME, bridgeName(network.id().value()));
        return options;
    }

    /** The interface of a network on every node. */
    static String bridgeName(String network) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(network.getBytes(StandardCharsets.UTF_8));
            return "br-" + HexFormat.of().formatHex(hash, 0, BRIDGE_HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a network that is there is the one wanted. */
    static boolean fits(JsonNode there, NetworkAssignment network) {
        var config = there.path("IPAM").path("Config").path(0);
        return config.path("Subnet").asText().equals(network.subnet().toString())
                && config.path("Gateway").asText().equals(network.gateway().toString())
                && there.path("Internal").asBoolean() == network.spec().internal();
    }
}

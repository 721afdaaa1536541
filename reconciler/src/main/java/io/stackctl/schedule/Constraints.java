package io.stackctl.schedule;

import io.stackctl.cluster.Node;
import io.stackctl.spec.Constraint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whether a node meets a placement constraint. Source of the rules: the peer's constraint matcher; so an unknown key is
 * met by no node, a missing label is the empty string, and a malformed {@code node.ip} is met by no node, whatever the
 * operator.
 */
public final class Constraints {
    private static final String NODE_LABEL = "node.labels.";
    private static final String ENGINE_LABEL = "engine.labels.";

    private Constraints() {}

    public static boolean match(List<Constraint> constraints, Node node) {
        for (var constraint : constraints) {
            if (!matches(constraint, node)) {
                return false;
            }
        }
        return true;
    }

    public static boolean matches(Constraint constraint, Node node) {
        if (constraint.key().equalsIgnoreCase("node.ip")) {
            return address(constraint, node);
        }
        return value(constraint.key(), node)
                .map(actual -> constraint.operator()
                        == Constraint.Operator.EQUAL
                        == actual.equalsIgnoreCase(constraint.value()))
                .orElse(false);
    }

    /** What the node has under that key, empty text for nothing; empty when there is no such key. */
    static Optional<String> value(String key, Node node) {
        var about = node.description();
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "node.id" -> Optional.of(node.id().value());
            case "node.hostname" -> Optional.of(about.hostname());
            case "node.ip" -> Optional.of(host(node.status().address()));
            case "node.role" -> Optional.of(node.role() == Node.Role.MANAGER ? "manager" : "worker");
            case "node.platform.os" -> Optional.of(about.platform().os());
            case "node.platform.arch" -> Optional.of(about.platform().architecture());
            default -> label(key, node);
        };
    }

    /** The value of a node or engine label; the label's own name is the only part that is case-sensitive. */
    static Optional<String> label(String key, Node node) {
        if (named(key, NODE_LABEL)) {
            return Optional.of(of(node.labels(), key.substring(NODE_LABEL.length())));
        }
        if (named(key, ENGINE_LABEL)) {
            var engine = node.description().engine();
            return Optional.of(engine.map(it -> of(it.labels(), key.substring(ENGINE_LABEL.length())))
                    .orElse(""));
        }
        return Optional.empty();
    }

    private static String of(SortedMap<String, String> labels, String name) {
        return labels.getOrDefault(name, "");
    }

    private static boolean named(String key, String prefix) {
        return key.length() > prefix.length() && key.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static boolean address(Constraint constraint, Node node) {
        var wanted = IpRange.parse(constraint.value());
        if (wanted.isEmpty()) {
            return false;
        }
        boolean inside = IpRange.parse(host(node.status().address()))
                .map(actual -> wanted.get().contains(actual))
                .orElse(false);
        return inside == (constraint.operator() == Constraint.Operator.EQUAL);
    }

    /** The address without a port: {@code 10.0.0.1:2377}, {@code [fe80::1]:2377} or the address alone. */
    private static String host(String address) {
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            return end < 0 ? address : address.substring(1, end);
        }
        int colon = address.indexOf(':');
        return colon >= 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
    }
}

package io.stackctl.schedule;

import io.stackctl.cluster.Node;
import io.stackctl.spec.Constraint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;

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
        return matcher(constraint).test(node);
    }

    /** The same as {@link #match}, with the keys looked up once: for many nodes. */
    public static Predicate<Node> all(List<Constraint> constraints) {
        return constraints.stream().map(Constraints::matcher).reduce(_ -> true, Predicate::and);
    }

    private static Predicate<Node> matcher(Constraint constraint) {
        if (constraint.key().equalsIgnoreCase("node.ip")) {
            return address(constraint);
        }
        boolean equal = constraint.operator() == Constraint.Operator.EQUAL;
        return reader(constraint.key())
                .<Predicate<Node>>map(
                        reader -> node -> reader.apply(node).equalsIgnoreCase(constraint.value()) == equal)
                .orElse(_ -> false);
    }

    /** What the node has under that key, empty text for nothing; empty when there is no such key. */
    static Optional<String> value(String key, Node node) {
        return reader(key).map(reader -> reader.apply(node));
    }

    private static Optional<Function<Node, String>> reader(String key) {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "node.id" -> Optional.of(node -> node.id().value());
            case "node.hostname" -> Optional.of(node -> node.description().hostname());
            case "node.ip" -> Optional.of(node -> host(node.status().address()));
            case "node.role" -> Optional.of(node -> node.role() == Node.Role.MANAGER ? "manager" : "worker");
            case "node.platform.os" ->
                Optional.of(node -> node.description().platform().os());
            case "node.platform.arch" ->
                Optional.of(node -> node.description().platform().architecture());
            default -> label(key);
        };
    }

    /** Reads a node or engine label; the label's own name is the only part that is case-sensitive. */
    static Optional<Function<Node, String>> label(String key) {
        if (named(key, NODE_LABEL)) {
            var name = key.substring(NODE_LABEL.length());
            return Optional.of(node -> of(node.labels(), name));
        }
        if (named(key, ENGINE_LABEL)) {
            var name = key.substring(ENGINE_LABEL.length());
            return Optional.of(node ->
                    node.description().engine().map(it -> of(it.labels(), name)).orElse(""));
        }
        return Optional.empty();
    }

    private static String of(SortedMap<String, String> labels, String name) {
        return labels.getOrDefault(name, "");
    }

    private static boolean named(String key, String prefix) {
        return key.length() > prefix.length() && key.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static Predicate<Node> address(Constraint constraint) {
        var wanted = IpRange.parse(constraint.value());
        boolean equal = constraint.operator() == Constraint.Operator.EQUAL;
        return wanted.<Predicate<Node>>map(range -> node -> equal
                        == IpRange.parse(host(node.status().address()))
                                .map(range::contains)
                                .orElse(false))
                .orElse(_ -> false);
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

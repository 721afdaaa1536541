package io.stackctl.corpus;

import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/** Compares two trees by meaning: kinds, values, keys in any order, items in order. */
final class TreeComparison {
    private record Pair(YamlPath path, Yaml expected, Yaml actual) {}

    private final List<String> differences = new ArrayList<>();
    private final Deque<Pair> left = new ArrayDeque<>();

    private TreeComparison() {}

    static List<String> compare(Yaml expected, Yaml actual) {
        TreeComparison comparison = new TreeComparison();
        comparison.left.push(new Pair(YamlPath.ROOT, expected, actual));
        while (!comparison.left.isEmpty()) {
            comparison.compare(comparison.left.pop());
        }
        return comparison.differences;
    }

    private void compare(Pair pair) {
        if (pair.expected() instanceof Yaml.Mapping expected && pair.actual() instanceof Yaml.Mapping actual) {
            mappings(pair.path(), expected, actual);
        } else if (pair.expected() instanceof Yaml.Sequence expected
                && pair.actual() instanceof Yaml.Sequence actual
                && expected.items().size() == actual.items().size()) {
            for (int i = 0; i < expected.items().size(); i++) {
                left.push(new Pair(
                        pair.path().child(i),
                        expected.items().get(i),
                        actual.items().get(i)));
            }
        } else if (!print(pair.expected()).equals(print(pair.actual()))) {
            differences.add(pair.path() + ": expected " + print(pair.expected()) + ", got " + print(pair.actual()));
        }
    }

    private void mappings(YamlPath path, Yaml.Mapping expected, Yaml.Mapping actual) {
        TreeSet<String> keys = new TreeSet<>(expected.entries().keySet());
        keys.addAll(actual.entries().keySet());
        for (String key : keys) {
            if (expected.get(key).isEmpty()) {
                differences.add(path + ": unexpected key " + key);
            } else if (actual.get(key).isEmpty()) {
                differences.add(path + ": missing key " + key);
            } else {
                left.push(new Pair(
                        path.child(key),
                        expected.get(key).get(),
                        actual.get(key).get()));
            }
        }
    }

    private static String print(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Scalar scalar ->
                switch (scalar.value()) {
                    case ScalarValue.Text(var text) -> "\"" + text.replace("\n", "\\n") + "\"";
                    case ScalarValue.Timestamp(var text) -> "\"" + text + "\"";
                    case ScalarValue.Int _, ScalarValue.Real _, ScalarValue.Bool _, ScalarValue.Null _ ->
                        scalar.value().print();
                };
            case Yaml.Sequence sequence -> "a list of " + sequence.items().size();
            case Yaml.Mapping mapping -> "a mapping of " + mapping.entries().keySet();
        };
    }
}

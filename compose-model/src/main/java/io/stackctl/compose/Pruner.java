package io.stackctl.compose;

import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes parts out of a tree. */
final class Pruner {
    private Pruner() {}

    /** The tree without the nodes at these paths; keys go with their values. The root itself stays. */
    static Yaml without(Yaml root, List<YamlPath> paths) {
        return prune(root, paths.stream().map(YamlPath::steps).toList(), 0);
    }

    private static Yaml prune(Yaml node, List<List<String>> paths, int depth) {
        if (paths.isEmpty()) {
            return node;
        }
        Map<String, List<List<String>>> byStep = new HashMap<>();
        for (List<String> path : paths) {
            if (path.size() > depth) {
                byStep.computeIfAbsent(path.get(depth), _ -> new ArrayList<>()).add(path);
            }
        }
        if (byStep.isEmpty()) {
            return node;
        }
        return switch (node) {
            case Yaml.Scalar scalar -> scalar;
            case Yaml.Sequence sequence -> {
                List<Yaml> kept = new ArrayList<>();
                for (int i = 0; i < sequence.items().size(); i++) {
                    List<List<String>> deeper = byStep.getOrDefault(Integer.toString(i), List.of());
                    if (!endsHere(deeper, depth)) {
                        kept.add(prune(sequence.items().get(i), deeper, depth + 1));
                    }
                }
                yield new Yaml.Sequence(kept, sequence.span());
            }
            case Yaml.Mapping mapping -> {
                List<Yaml.Entry> kept = new ArrayList<>();
                mapping.entries().forEach((key, entry) -> {
                    List<List<String>> deeper = byStep.getOrDefault(key, List.of());
                    if (!endsHere(deeper, depth)) {
                        kept.add(new Yaml.Entry(entry.key(), prune(entry.value(), deeper, depth + 1)));
                    }
                });
                yield Yaml.Mapping.of(kept, mapping.span());
            }
        };
    }

    private static boolean endsHere(List<List<String>> paths, int depth) {
        for (List<String> path : paths) {
            if (path.size() == depth + 1) {
                return true;
            }
        }
        return false;
    }
}

package io.stackctl.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The road from the root to a node: keys, and indexes of lists as decimal text. */
public record YamlPath(List<String> steps) {
    public static final YamlPath ROOT = new YamlPath(List.of());

    public YamlPath {
        steps = List.copyOf(steps);
    }

    public static YamlPath of(String... steps) {
        return new YamlPath(List.of(steps));
    }

    public YamlPath child(String step) {
        List<String> longer = new ArrayList<>(steps.size() + 1);
        longer.addAll(steps);
        longer.add(step);
        return new YamlPath(longer);
    }

    public YamlPath child(int index) {
        return child(Integer.toString(index));
    }

    public YamlPath parent() {
        return new YamlPath(steps.subList(0, Math.max(0, steps.size() - 1)));
    }

    public Optional<String> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
    }

    /** The node at the end of this road, if it exists. */
    public Optional<Yaml> find(Yaml root) {
        Optional<Yaml> node = Optional.of(root);
        for (String step : steps) {
            node = node.flatMap(parent -> step(parent, step));
        }
        return node;
    }

    /** {@code services.web.ports.0}; the root prints as {@code the file}. */
    @Override
    public String toString() {
        return steps.isEmpty() ? "the file" : steps.stream().collect(Collectors.joining("."));
    }

    private static Optional<Yaml> step(Yaml parent, String step) {
        return switch (parent) {
            case Yaml.Mapping mapping -> mapping.get(step);
            case Yaml.Sequence sequence -> {
                int index = Integer.parseInt(step);
                yield index < sequence.items().size()
                        ? Optional.of(sequence.items().get(index))
                        : Optional.empty();
            }
            case Yaml.Scalar _ -> Optional.empty();
        };
    }
}

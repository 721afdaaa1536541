package io.stackctl.yaml;

import java.util.List;
import java.util.Optional;

/**
 * The road from the root to a node: keys, and indexes of lists as decimal text. A path shares its beginning with the path
 * of its parent, so that paths of deep trees cost one object a level.
 */
public final class YamlPath {
    public static final YamlPath ROOT = new YamlPath(Optional.empty(), "", 0);

    private final Optional<YamlPath> parent;
    private final String last;
    private final int length;

    private YamlPath(Optional<YamlPath> parent, String last, int length) {
        this.parent = parent;
        this.last = last;
        this.length = length;
    }

    public static YamlPath of(String... steps) {
        YamlPath path = ROOT;
        for (String step : steps) {
            path = path.child(step);
        }
        return path;
    }

    public YamlPath child(String step) {
        return new YamlPath(Optional.of(this), step, length + 1);
    }

    public YamlPath child(int index) {
        return child(Integer.toString(index));
    }

    /** The path without its last step; the root is its own parent. */
    public YamlPath parent() {
        return parent.orElse(this);
    }

    /** The last step; empty for the root. */
    public String last() {
        return last;
    }

    public int length() {
        return length;
    }

    public List<String> steps() {
        String[] steps = new String[length];
        for (YamlPath path = this; path.parent.isPresent(); path = path.parent()) {
            steps[path.length - 1] = path.last;
        }
        return List.of(steps);
    }

    /** The node at the end of this road, if it exists. */
    public Optional<Yaml> find(Yaml root) {
        Optional<Yaml> node = Optional.of(root);
        for (String step : steps()) {
            node = node.flatMap(current -> step(current, step));
        }
        return node;
    }

    /** {@code services.web.ports.0}; the root prints as {@code the file}. */
    @Override
    public String toString() {
        return length == 0 ? "the file" : String.join(".", steps());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof YamlPath path && steps().equals(path.steps());
    }

    @Override
    public int hashCode() {
        return steps().hashCode();
    }

    private static Optional<Yaml> step(Yaml node, String step) {
        return switch (node) {
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

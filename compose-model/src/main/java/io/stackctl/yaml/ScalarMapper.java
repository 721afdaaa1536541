package io.stackctl.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Rebuilds a tree with every value replaced by what a function makes of it. Works with a stack of its own: trees may be
 * deeper than the thread's stack.
 */
public final class ScalarMapper {
    private final BiFunction<YamlPath, Yaml.Scalar, Yaml> function;
    private final Deque<Open> open = new ArrayDeque<>();

    private ScalarMapper(BiFunction<YamlPath, Yaml.Scalar, Yaml> function) {
        this.function = function;
    }

    public static Yaml map(Yaml root, BiFunction<YamlPath, Yaml.Scalar, Yaml> function) {
        return new ScalarMapper(function).map(root);
    }

    /** A collection whose children are being rebuilt. */
    private record Open(Yaml before, YamlPath path, List<YamlPath> paths, Iterator<Yaml> children, List<Yaml> done) {
        static Open of(Yaml.Mapping mapping, YamlPath path) {
            List<YamlPath> paths = new ArrayList<>();
            List<Yaml> children = new ArrayList<>();
            mapping.entries().forEach((key, entry) -> {
                paths.add(path.child(key));
                children.add(entry.value());
            });
            return new Open(mapping, path, paths, children.iterator(), new ArrayList<>());
        }

        static Open of(Yaml.Sequence sequence, YamlPath path) {
            List<YamlPath> paths = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                paths.add(path.child(i));
            }
            return new Open(sequence, path, paths, sequence.items().iterator(), new ArrayList<>());
        }

        Yaml close() {
            return switch (before) {
                case Yaml.Mapping mapping -> {
                    List<Yaml.Entry> entries = new ArrayList<>();
                    Iterator<Yaml> values = done.iterator();
                    mapping.entries()
                            .values()
                            .forEach(entry -> entries.add(new Yaml.Entry(entry.key(), values.next())));
                    yield Yaml.Mapping.of(entries, mapping.span());
                }
                case Yaml.Sequence sequence -> new Yaml.Sequence(done, sequence.span());
                case Yaml.Scalar scalar -> scalar;
            };
        }
    }

    private Yaml map(Yaml root) {
        if (root instanceof Yaml.Scalar scalar) {
            return function.apply(YamlPath.ROOT, scalar);
        }
        enter(root, YamlPath.ROOT);
        while (true) {
            Open current = open.element();
            if (current.children().hasNext()) {
                YamlPath path = current.paths().get(current.done().size());
                Yaml child = current.children().next();
                if (child instanceof Yaml.Scalar scalar) {
                    current.done().add(function.apply(path, scalar));
                } else {
                    enter(child, path);
                }
                continue;
            }
            open.pop();
            Yaml finished = current.close();
            if (open.isEmpty()) {
                return finished;
            }
            open.element().done().add(finished);
        }
    }

    private void enter(Yaml node, YamlPath path) {
        switch (node) {
            case Yaml.Mapping mapping -> open.push(Open.of(mapping, path));
            case Yaml.Sequence sequence -> open.push(Open.of(sequence, path));
            case Yaml.Scalar _ -> {} // scalars are mapped where they are met
        }
    }
}

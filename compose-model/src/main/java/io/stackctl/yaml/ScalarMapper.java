package io.stackctl.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Rebuilds a tree with values replaced by what a function makes of them. Parts in which nothing is to be replaced stay the
 * very same. Works with a stack of its own: trees may be deeper than the thread's stack.
 */
public final class ScalarMapper {
    private final Predicate<Yaml.Scalar> concerned;
    private final BiFunction<YamlPath, Yaml.Scalar, Yaml> function;
    private final Deque<Open> open = new ArrayDeque<>();

    private ScalarMapper(Predicate<Yaml.Scalar> concerned, BiFunction<YamlPath, Yaml.Scalar, Yaml> function) {
        this.concerned = concerned;
        this.function = function;
    }

    /**
     * The tree with what the function makes of some values.
     *
     * @param concerned whether the function is asked about a value
     */
    public static Yaml map(
            Yaml root, Predicate<Yaml.Scalar> concerned, BiFunction<YamlPath, Yaml.Scalar, Yaml> function) {
        return new ScalarMapper(concerned, function).map(root);
    }

    /** A collection whose children are being gone through. */
    private static final class Open {
        private final Yaml before;
        private final Iterator<Yaml.Entry> children;
        private final List<Yaml> done = new ArrayList<>();
        private String step = "";
        private boolean changed;

        Open(Yaml.Mapping mapping) {
            before = mapping;
            children = mapping.entries().values().iterator();
        }

        Open(Yaml.Sequence sequence) {
            before = sequence;
            children = sequence.items().stream()
                    .map(item -> new Yaml.Entry(new Yaml.Key("", item.span()), item))
                    .iterator();
        }

        Yaml next() {
            Yaml.Entry child = children.next();
            step = before instanceof Yaml.Sequence ? "" : child.key().name();
            return child.value();
        }

        /** The step from this collection to the child that was taken last. */
        String step() {
            return before instanceof Yaml.Sequence ? Integer.toString(done.size()) : step;
        }

        @SuppressWarnings("ReferenceEquality") // The very child, or it was replaced.
        void put(Yaml child, Yaml replaced) {
            done.add(replaced);
            changed |= child != replaced;
        }

        Yaml close() {
            if (!changed) {
                return before;
            }
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
            return scalar(scalar);
        }
        enter(root);
        while (true) {
            Open current = open.element();
            if (current.children.hasNext()) {
                Yaml child = current.next();
                if (child instanceof Yaml.Scalar scalar) {
                    current.put(scalar, scalar(scalar));
                } else {
                    enter(child);
                }
                continue;
            }
            open.pop();
            Yaml finished = current.close();
            if (open.isEmpty()) {
                return finished;
            }
            open.element().put(current.before, finished);
        }
    }

    private Yaml scalar(Yaml.Scalar scalar) {
        return concerned.test(scalar) ? function.apply(path(), scalar) : scalar;
    }

    private YamlPath path() {
        YamlPath path = YamlPath.ROOT;
        for (Iterator<Open> outermostFirst = open.descendingIterator(); outermostFirst.hasNext(); ) {
            path = path.child(outermostFirst.next().step());
        }
        return path;
    }

    private void enter(Yaml node) {
        switch (node) {
            case Yaml.Mapping mapping -> open.push(new Open(mapping));
            case Yaml.Sequence sequence -> open.push(new Open(sequence));
            case Yaml.Scalar _ -> {} // scalars are mapped where they are met
        }
    }
}

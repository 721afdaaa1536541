package io.stackctl.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A mapping being read: keys and values take turns; merged mappings are laid under its own keys at the end. */
final class OpenMapping implements OpenCollection {
    private static final String MERGE = "<<";

    private final Span start;
    private final Optional<String> anchor;
    private final SequencedMap<String, Yaml.Entry> entries = new LinkedHashMap<>();
    private final List<Yaml> merged = new ArrayList<>();
    private Optional<Pending> pending = Optional.empty();
    private Optional<Span> mergeKeySpan = Optional.empty();
    private long size = 1;

    OpenMapping(Span start, Optional<String> anchor) {
        this.start = start;
        this.anchor = anchor;
    }

    /** A key that waits for its value. */
    private sealed interface Pending {
        record Named(Yaml.Key key) implements Pending {}

        record Merge() implements Pending {}

        /** A key that was refused: its value is read and dropped. */
        record Refused() implements Pending {}
    }

    @Override
    public Span start() {
        return start;
    }

    @Override
    public Optional<String> anchor() {
        return anchor;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void accept(Yaml node, long nodeSize, boolean mergeKey, List<YamlProblem> problems) {
        size += nodeSize;
        if (pending.isEmpty()) {
            pending = Optional.of(mergeKey ? mergeKey(node.span(), problems) : key(node, problems));
            return;
        }
        switch (pending.get()) {
            case Pending.Named(var key) -> entries.put(key.name(), new Yaml.Entry(key, node));
            case Pending.Merge() -> merged.add(node);
            case Pending.Refused() -> {} // reported when the key was read
        }
        pending = Optional.empty();
    }

    @Override
    public Yaml close(Span span, List<YamlProblem> problems) {
        for (Yaml source : merged) {
            for (Yaml one : source instanceof Yaml.Sequence list ? list.items() : List.of(source)) {
                merge(one, problems);
            }
        }
        return new Yaml.Mapping(entries, span);
    }

    private void merge(Yaml source, List<YamlProblem> problems) {
        if (source instanceof Yaml.Mapping mapping) {
            mapping.entries().forEach(entries::putIfAbsent);
        } else {
            String message = "`<<` takes a mapping or a list of mappings, not " + source.kind();
            problems.add(new YamlProblem(YamlProblem.Kind.MERGE, message, source.span(), Optional.empty()));
        }
    }

    private Pending mergeKey(Span span, List<YamlProblem> problems) {
        if (mergeKeySpan.isPresent()) {
            problems.add(duplicate(MERGE, span, mergeKeySpan.get()));
            return new Pending.Refused();
        }
        mergeKeySpan = Optional.of(span);
        return new Pending.Merge();
    }

    private Pending key(Yaml node, List<YamlProblem> problems) {
        if (!(node instanceof Yaml.Scalar scalar) || !(scalar.value() instanceof ScalarValue.Text(var name))) {
            problems.add(new YamlProblem(
                    YamlProblem.Kind.NON_TEXT_KEY,
                    "a key must be text, not " + node.kind(),
                    node.span(),
                    Optional.empty()));
            return new Pending.Refused();
        }
        Yaml.Entry earlier = entries.get(name);
        if (earlier != null) {
            problems.add(duplicate(name, node.span(), earlier.key().span()));
            return new Pending.Refused();
        }
        return new Pending.Named(new Yaml.Key(name, node.span()));
    }

    private static YamlProblem duplicate(String name, Span span, Span earlier) {
        String message = "the key `" + name + "` appears twice in one mapping";
        return new YamlProblem(YamlProblem.Kind.DUPLICATE_KEY, message, span, Optional.of(earlier));
    }
}

package io.stackctl.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sequence being read. */
final class OpenSequence implements OpenCollection {
    private final Span start;
    private final Optional<String> anchor;
    private final List<Yaml> items = new ArrayList<>();
    private long size = 1;

    OpenSequence(Span start, Optional<String> anchor) {
        this.start = start;
        this.anchor = anchor;
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
        items.add(node);
        size += nodeSize;
    }

    @Override
    public Yaml close(Span span, List<YamlProblem> problems) {
        return new Yaml.Sequence(items, span);
    }
}

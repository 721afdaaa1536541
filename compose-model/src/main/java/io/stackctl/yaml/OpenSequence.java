package io.stackctl.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sequence being read. */
final class OpenSequence implements OpenCollection {
    private final Span start;
    private final Optional<String> anchor;
    private final boolean flow;
    private final List<Yaml> items = new ArrayList<>();
    private long size = 1;

    OpenSequence(Span start, Optional<String> anchor, boolean flow) {
        this.start = start;
        this.anchor = anchor;
        this.flow = flow;
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
        if (!flow && tabAfterDash(node.span())) {
            problems.add(new YamlProblem(
                    YamlProblem.Kind.SYNTAX,
                    "a tab cannot stand after `-`; use a blank",
                    node.span(),
                    Optional.empty()));
        }
    }

    /** YAML 1.2 allows it, go-yaml and so the peer do not: such a file must not work here alone. */
    private static boolean tabAfterDash(Span item) {
        String line = item.source().line(item.line());
        int end = item.source().index(item.line(), item.column());
        String before = line.substring(0, end).stripTrailing();
        return before.endsWith("-") && line.substring(before.length(), end).indexOf('\t') >= 0;
    }

    @Override
    public Yaml close(Span span, List<YamlProblem> problems) {
        return new Yaml.Sequence(items, span);
    }
}

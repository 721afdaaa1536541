package io.stackctl.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Builds the tree from events. Open collections wait on a stack; a finished node is handed to the one below it. */
final class TreeBuilder {
    private final Source source;
    private final List<YamlProblem> problems;
    private final Deque<OpenCollection> open = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Deque<Optional<MergeTag>> tagsOfOpen = new ArrayDeque<>();
    private final Map<Span, MergeTag> tags = new HashMap<>();
    private Optional<Yaml> root = Optional.empty();
    private int read;
    private long nodes;
    private long aliased;

    /** @param problems where problems are added as they are found */
    TreeBuilder(Source source, List<YamlProblem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The text asks for more than {@link Limits} allow: reading stops. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient YamlProblem problem;

        Refused(YamlProblem problem) {
            super(problem.message());
            this.problem = problem;
        }

        YamlProblem problem() {
            return problem;
        }
    }

    /** @param node empty while the anchored collection is still open */
    private record Anchored(Optional<Yaml> node, long size) {}

    Optional<Yaml> root() {
        return root;
    }

    /** Where values have such a tag. */
    Map<Span, MergeTag> tags() {
        return tags;
    }

    void scalar(ScalarEvent event) {
        Span span = Spans.of(source, event);
        read(span);
        MergeTag.of(event.getTag()).ifPresent(tag -> tags.put(span, tag));
        Yaml.Scalar scalar = Scalars.resolve(event, span, problems);
        nodes++;
        anchor(event, new Anchored(Optional.of(scalar), 1));
        deliver(scalar, 1, Scalars.isMergeKey(event));
    }

    void alias(AliasEvent event) {
        String name = event.getAlias().getValue();
        Span span = Spans.of(source, event);
        Anchored target = anchors.get(name);
        if (target == null) {
            report(YamlProblem.Kind.ALIAS, "no anchor `&" + name + "` stands before this alias", span);
        } else if (target.node().isEmpty()) {
            report(YamlProblem.Kind.ALIAS, "the value of anchor `&" + name + "` contains itself", span);
        } else {
            count(target.size(), span);
            deliver(target.node().get(), target.size() + 1, false);
            return;
        }
        deliver(new Yaml.Scalar(new ScalarValue.Null(), span, Optional.empty()), 1, false);
    }

    void open(CollectionStartEvent event, boolean sequence) {
        Span span = Spans.of(source, event);
        read(span);
        if (open.size() >= Limits.DEPTH) {
            throw new Refused(new YamlProblem(
                    YamlProblem.Kind.DEPTH,
                    "more than " + Limits.DEPTH + " levels of nesting",
                    span,
                    Optional.empty()));
        }
        nodes++;
        anchor(event, new Anchored(Optional.empty(), 0));
        Optional<String> name = event.getAnchor().map(Anchor::getValue);
        tagsOfOpen.push(MergeTag.of(event.getTag()));
        open.push(sequence ? new OpenSequence(span, name, event.isFlow()) : new OpenMapping(span, name));
    }

    void close(CollectionEndEvent event) {
        OpenCollection finished = open.pop();
        Yaml node = finished.close(Spans.join(finished.start(), Spans.of(source, event)), problems);
        tagsOfOpen.pop().ifPresent(tag -> tags.put(node.span(), tag));
        finished.anchor().ifPresent(name -> anchors.put(name, new Anchored(Optional.of(node), finished.size())));
        deliver(node, finished.size(), false);
    }

    private void anchor(NodeEvent event, Anchored value) {
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), value));
    }

    private void deliver(Yaml node, long size, boolean mergeKey) {
        OpenCollection parent = open.peek();
        if (parent == null) {
            root = Optional.of(node);
        } else {
            parent.accept(node, size, mergeKey, problems);
        }
    }

    private void read(Span place) {
        if (++read > Limits.NODES) {
            throw new Refused(new YamlProblem(
                    YamlProblem.Kind.EXPANSION,
                    "more than " + Limits.NODES + " keys and values in one file",
                    place,
                    Optional.empty()));
        }
    }

    private void count(long size, Span alias) {
        nodes = saturatedSum(nodes, size + 1);
        aliased = saturatedSum(aliased, size);
        if (!Limits.allowsAliases(aliased, nodes)) {
            throw new Refused(new YamlProblem(
                    YamlProblem.Kind.EXPANSION,
                    "aliases expand to " + aliased + " values, too many for this file",
                    alias,
                    Optional.empty()));
        }
    }

    private void report(YamlProblem.Kind kind, String message, Span span) {
        problems.add(new YamlProblem(kind, message, span, Optional.empty()));
    }

    private static long saturatedSum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}

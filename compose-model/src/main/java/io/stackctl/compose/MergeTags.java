package io.stackctl.compose;

import io.stackctl.yaml.MergeTag;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The places of a file at which an earlier file's value gives way instead of being merged.
 *
 * @param reset values that are taken away altogether
 * @param override values that take the place of the earlier ones
 */
record MergeTags(List<YamlPath> reset, List<YamlPath> override) {
    static final MergeTags NONE = new MergeTags(List.of(), List.of());

    MergeTags {
        reset = List.copyOf(reset);
        override = List.copyOf(override);
    }

    static MergeTags of(Yaml.Mapping root, Map<Span, MergeTag> tags) {
        if (tags.isEmpty()) {
            return NONE;
        }
        List<YamlPath> reset = new ArrayList<>();
        List<YamlPath> override = new ArrayList<>();
        find(root, YamlPath.ROOT, tags, reset, override);
        return new MergeTags(reset, override);
    }

    /** This file's own tree without the values that are taken away. */
    Yaml.Mapping own(Yaml.Mapping file) {
        return (Yaml.Mapping) Pruner.without(file, reset);
    }

    /** The earlier tree without what this file takes away or replaces. */
    Yaml.Mapping earlier(Yaml.Mapping file) {
        List<YamlPath> gone = new ArrayList<>(reset);
        gone.addAll(override);
        return (Yaml.Mapping) Pruner.without(file, gone);
    }

    /** Only mappings are entered: what stands in a list has no place of its own in an earlier file. */
    private static void find(
            Yaml node, YamlPath path, Map<Span, MergeTag> tags, List<YamlPath> reset, List<YamlPath> override) {
        MergeTag tag = tags.get(node.span());
        if (tag != null && path.length() > 0) {
            switch (tag) {
                case RESET -> reset.add(path);
                case OVERRIDE -> override.add(path);
            }
        }
        if (node instanceof Yaml.Mapping mapping && path.length() < Limits.SCHEMA_DEPTH) {
            mapping.entries().forEach((key, entry) -> find(entry.value(), path.child(key), tags, reset, override));
        }
    }
}

package io.stackctl.yaml;

import java.util.List;
import java.util.Optional;

/** A collection whose end has not been read yet. */
sealed interface OpenCollection permits OpenSequence, OpenMapping {
    Span start();

    Optional<String> anchor();

    /** Nodes under and including this one, aliases counted as what they expand to. */
    long size();

    /**
     * Takes the next node read.
     *
     * @param mergeKey whether the node was written as a plain {@code <<}
     */
    void accept(Yaml node, long size, boolean mergeKey, List<YamlProblem> problems);

    Yaml close(Span span, List<YamlProblem> problems);
}

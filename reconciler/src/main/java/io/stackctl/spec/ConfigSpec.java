package io.stackctl.spec;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A config that a stack owns. The content travels beside the spec.
 *
 * @param version of the content; empty until the cluster has taken the content in
 */
public record ConfigSpec(
        String name, SortedMap<String, String> labels, Optional<ContentVersion> version, Optional<String> templating) {
    public ConfigSpec {
        labels = Immutable.sorted((Map<String, String>) labels);
    }
}

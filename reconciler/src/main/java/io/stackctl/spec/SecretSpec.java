package io.stackctl.spec;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A secret that a stack owns. The content travels beside the spec, never in it.
 *
 * @param version of the content; empty until the cluster has taken the content in
 */
public record SecretSpec(
        String name, SortedMap<String, String> labels, Optional<ContentVersion> version, Optional<String> templating) {
    public SecretSpec {
        labels = Immutable.sorted((Map<String, String>) labels);
    }
}

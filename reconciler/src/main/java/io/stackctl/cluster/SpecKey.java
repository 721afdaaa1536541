package io.stackctl.cluster;

import java.util.Comparator;

/** Finds one version of one service's spec. */
public record SpecKey(ServiceId service, SpecVersion version) implements Comparable<SpecKey> {
    private static final Comparator<SpecKey> ORDER =
            Comparator.comparing(SpecKey::service).thenComparing(SpecKey::version);

    @Override
    public int compareTo(SpecKey other) {
        return ORDER.compare(this, other);
    }
}

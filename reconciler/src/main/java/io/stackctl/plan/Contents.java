package io.stackctl.plan;

import io.stackctl.cluster.Bytes;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The contents that came with a deploy: secrets sealed already, configs as they are. Those that the cluster holds
 * already may be missing.
 */
public record Contents(SortedMap<Key, Bytes> all) {
    /** Finds one content. {@code kind}: secret or config. */
    public record Key(ObjectKind kind, String name, ContentVersion version) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::kind).thenComparing(Key::name).thenComparing(Key::version);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    public static final Contents NONE = new Contents(Immutable.emptyMap());

    public Contents {
        all = Immutable.sorted((Map<Key, Bytes>) all);
    }

    public Optional<Bytes> get(Key key) {
        return Optional.ofNullable(all.get(key));
    }
}

package io.stackctl.yaml;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a small mapping, in the order of the file. Nearly all mappings are small, and a file may have very many of
 * them: an array takes a third of the room of a hash table, and finding one of a few keys in it takes no longer.
 */
final class FewEntries extends AbstractMap<String, Yaml.Entry> {
    private static final int MOST = 12;
    private static final FewEntries NONE = new FewEntries(new Yaml.Entry[0]);

    private final Yaml.Entry[] all;

    private FewEntries(Yaml.Entry[] all) {
        this.all = all;
    }

    /** An immutable map with these entries, small or not. */
    static Map<String, Yaml.Entry> copyOf(Map<String, Yaml.Entry> entries) {
        if (entries instanceof FewEntries few) {
            return few;
        }
        return entries.size() <= MOST
                ? new FewEntries(entries.values().toArray(Yaml.Entry[]::new))
                : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Of several entries with one name the last counts, in the place of the first. */
    static Map<String, Yaml.Entry> of(Collection<Yaml.Entry> entries) {
        if (entries.isEmpty()) {
            return NONE;
        }
        if (entries.size() <= MOST) {
            Yaml.Entry[] all = entries.toArray(Yaml.Entry[]::new);
            if (distinct(all)) {
                return new FewEntries(all);
            }
        }
        Map<String, Yaml.Entry> byName = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach(entry -> byName.put(entry.key().name(), entry));
        return copyOf(byName);
    }

    private static boolean distinct(Yaml.Entry[] all) {
        for (int i = 1; i < all.length; i++) {
            for (int j = 0; j < i; j++) {
                if (all[i].key().name().equals(all[j].key().name())) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public int size() {
        return all.length;
    }

    @Override
    public Yaml.@Nullable Entry get(@Nullable Object name) {
        for (Yaml.Entry entry : all) {
            if (entry.key().name().equals(name)) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Yaml.Entry> action) {
        for (Yaml.Entry entry : all) {
            action.accept(entry.key().name(), entry);
        }
    }

    @Override
    public Collection<Yaml.Entry> values() {
        return Collections.unmodifiableList(Arrays.asList(all));
    }

    @Override
    public Set<Map.Entry<String, Yaml.Entry>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return all.length;
            }

            @Override
            public Iterator<Map.Entry<String, Yaml.Entry>> iterator() {
                return Arrays.stream(all)
                        .map(entry -> Map.entry(entry.key().name(), entry))
                        .iterator();
            }
        };
    }
}

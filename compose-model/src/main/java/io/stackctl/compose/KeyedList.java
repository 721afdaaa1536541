package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists of a service that, once two files name the service, hold one entry for each key: later ones win, also over
 * earlier ones of their own file. The result is sorted by the key.
 */
enum KeyedList {
    PORTS("ports", "published") {
        @Override
        Comparator<Yaml> order() {
            return Comparator.comparingLong(port -> Long.parseLong(key(port)));
        }

        @Override
        String key(Yaml item) {
            return ValueReader.of((Yaml.Mapping) item).text("published").orElse("0");
        }
    },
    VOLUMES("volumes", "target"),
    SECRETS("secrets", "source"),
    CONFIGS("configs", "source");

    private final String attribute;
    private final String keyName;

    KeyedList(String attribute, String keyName) {
        this.attribute = attribute;
        this.keyName = keyName;
    }

    String attribute() {
        return attribute;
    }

    Comparator<Yaml> order() {
        return Comparator.comparing(this::key);
    }

    String key(Yaml item) {
        return ValueReader.of((Yaml.Mapping) item).text(keyName).orElse("");
    }

    /** The list without entries that stand in it twice, and for mounts with the last one for each target. */
    static Yaml keepingEach(String attribute, Yaml.Sequence list) {
        Map<Object, Yaml> kept = new LinkedHashMap<>();
        for (Yaml item : list.items()) {
            boolean mount = attribute.equals(VOLUMES.attribute) && item instanceof Yaml.Mapping;
            Object key = mount ? VOLUMES.key(item) : JsonView.of(item);
            kept.put(key, item);
        }
        return new Yaml.Sequence(List.copyOf(kept.values()), list.span());
    }

    Yaml collapse(Yaml.Sequence list, Diagnostics.Collector diagnostics) {
        Map<String, Yaml> byKey = new LinkedHashMap<>();
        for (Yaml item : list.items()) {
            Yaml lost = byKey.put(key(item), item);
            if (lost != null && lost.span().source() == item.span().source()) {
                diagnostics.add(Diagnostic.at(
                                lost.span(),
                                Code.COLLAPSED_ENTRY,
                                "this entry of `" + attribute
                                        + "` is lost: a second file names the service too, and then"
                                        + " entries with the same `" + keyName + "` are one")
                        .withRelated(item.span(), "this entry takes its place"));
            }
        }
        List<Yaml> kept = new ArrayList<>(byKey.values());
        kept.sort(order());
        return new Yaml.Sequence(kept, list.span());
    }
}

package io.stackctl.cli.listing;

import io.stackctl.cli.template.Value;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Collects the fields of a row; they come out sorted by name, as docker's JSON has them. */
final class RowBuilder {
    private final SequencedMap<String, Value> fields = new TreeMap<>();

    RowBuilder put(String name, String text) {
        return put(name, Value.of(text));
    }

    RowBuilder put(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    Value.Struct row() {
        return new Value.Struct(fields);
    }
}

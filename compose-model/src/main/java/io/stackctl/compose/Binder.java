package io.stackctl.compose;

import io.stackctl.compose.model.ComposeFile;
import io.stackctl.yaml.Yaml;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Binds a tree in long forms to the model. It cannot fail: the phases before it have settled every shape. */
final class Binder {
    private Binder() {}

    static ComposeFile bind(Yaml.Mapping file, Environment environment) {
        ValueReader reader = ValueReader.of(file);
        return new ComposeFile(
                file,
                reader.located("name"),
                each(reader, "services", ServiceBinder::bind),
                each(reader, "networks", ObjectBinder::network),
                each(reader, "volumes", ObjectBinder::volume),
                each(reader, "secrets", (key, object) -> ObjectBinder.fileObject(key, object, environment)),
                each(reader, "configs", (key, object) -> ObjectBinder.fileObject(key, object, environment)));
    }

    private static <T> SortedMap<String, T> each(
            ValueReader file, String section, BiFunction<Yaml.Key, ValueReader, T> bind) {
        SortedMap<String, T> bound = new TreeMap<>();
        List<Yaml.Entry> entries = file.section(section).entries();
        for (Yaml.Entry entry : entries) {
            ValueReader.asMapping(entry.value())
                    .ifPresent(
                            mapping -> bound.put(entry.key().name(), bind.apply(entry.key(), ValueReader.of(mapping))));
        }
        return bound;
    }
}

package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a file to long forms: the tree that {@code config} prints, in which every value has one shape, relative paths
 * are absolute and what says nothing is gone. Merging and binding know no other tree.
 */
final class Normalizer {
    private Normalizer() {}

    static Yaml.Mapping normalize(Yaml.Mapping file, Context context) {
        List<Yaml.Entry> sections = new ArrayList<>();
        sections.add(new Yaml.Entry(
                new Yaml.Key("version", file.span()),
                Yaml.Scalar.text(context.version().toString(), file.span())));
        file.entry("name").ifPresent(sections::add);
        file.entry("models")
                .ifPresent(models -> context.warn(
                        models.key().span(),
                        Code.IGNORED_KEY,
                        "`models` has no effect in a stack",
                        "it is for development on one machine"));
        Yaml services = file.get("services").orElseGet(() -> Yaml.Mapping.of(List.of(), file.span()));
        sections.add(new Yaml.Entry(
                file.entry("services").map(Yaml.Entry::key).orElseGet(() -> new Yaml.Key("services", file.span())),
                each(
                        services,
                        (_, value) ->
                                ValueReader.asMapping(value).map(service -> ServiceForms.apply(service, context)))));
        section(file, "networks", (key, value) -> Optional.of(ObjectForms.network(key, value, context)))
                .ifPresent(sections::add);
        section(file, "volumes", (key, value) -> Optional.of(ObjectForms.volume(key, value, context)))
                .ifPresent(sections::add);
        section(file, "secrets", (key, value) -> Optional.of(ObjectForms.fileObject("secret", key, value, context)))
                .ifPresent(sections::add);
        section(file, "configs", (key, value) -> Optional.of(ObjectForms.fileObject("config", key, value, context)))
                .ifPresent(sections::add);
        file.entries().values().stream()
                .filter(entry -> entry.key().name().startsWith("x-"))
                .forEach(sections::add);
        return Yaml.Mapping.of(sections, file.span());
    }

    private interface NamedForm {
        Optional<Yaml.Mapping> apply(String key, Yaml value);
    }

    private static Optional<Yaml.Entry> section(Yaml.Mapping file, String name, NamedForm form) {
        return file.entry(name)
                .map(entry -> new Yaml.Entry(entry.key(), each(entry.value(), form)))
                .filter(entry -> Forms.isNotEmpty(entry.value()));
    }

    private static Yaml each(Yaml section, NamedForm form) {
        List<Yaml.Entry> entries = new ArrayList<>();
        ValueReader.asMapping(section)
                .ifPresent(mapping -> mapping.entries()
                        .values()
                        .forEach(entry -> form.apply(entry.key().name(), entry.value())
                                .ifPresent(value -> entries.add(new Yaml.Entry(entry.key(), value)))));
        return Yaml.Mapping.of(entries, section.span());
    }
}

package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Suggestion;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Lays services under those that extend them, in the same file or in another. */
final class Extension {
    private final Composition composition;
    private final Merger merger;
    private final Environment environment;
    private final Diagnostics.Collector diagnostics;
    private final Map<String, Optional<Composition.Part>> parts = new HashMap<>();

    Extension(Composition composition, Merger merger, Environment environment, Diagnostics.Collector diagnostics) {
        this.composition = composition;
        this.merger = merger;
        this.environment = environment;
        this.diagnostics = diagnostics;
    }

    /** The file in long forms with every service that extends another laid over it. */
    Yaml.Mapping resolve(Composition.Part part) {
        parts.put(part.path(), Optional.of(part));
        Optional<Yaml.Mapping> written = part.normal().get("services").flatMap(ValueReader::asMapping);
        if (written.isEmpty()) {
            return part.normal();
        }
        SequencedMap<String, Yaml.Entry> services =
                new LinkedHashMap<>(written.get().entries());
        for (Yaml.Entry service : services(part.sound())) {
            String name = service.key().name();
            if (ValueReader.asMapping(service.value())
                    .flatMap(found -> found.entry("extends"))
                    .isPresent()) {
                service(part, name, new ArrayList<>())
                        .ifPresent(whole -> services.put(name, new Yaml.Entry(service.key(), whole)));
            }
        }
        return part.normal()
                .with("services", new Yaml.Mapping(services, written.get().span()));
    }

    /** @param road of the services that led here, as {@code path service} */
    private Optional<Yaml.Mapping> service(Composition.Part part, String name, List<String> road) {
        YamlPath path = YamlPath.of("services", name);
        Optional<Yaml.Mapping> own = path.find(part.normal()).flatMap(ValueReader::asMapping);
        Optional<Yaml> written = path.child("extends").find(part.sound());
        if (own.isEmpty() || written.isEmpty()) {
            return own;
        }
        Target target = target(part, written.get());
        String step = target.path() + " " + target.service();
        road.add(part.path() + " " + name);
        if (road.contains(step) || road.size() > Limits.FILES) {
            composition.circle(target.span(), "service `" + name + "` extends itself");
            return own;
        }
        Optional<Yaml.Mapping> base = other(target).flatMap(found -> base(found, target, road));
        MergeTags tags = composition.tags(part);
        return base.map(below -> merger.extend(at(tags, name, below), own.get()))
                .or(() -> own);
    }

    /** The base without what the tags of the extending service take away. */
    private static Yaml.Mapping at(MergeTags tags, String name, Yaml.Mapping base) {
        Yaml.Mapping services =
                Yaml.Mapping.of(List.of(new Yaml.Entry(new Yaml.Key(name, base.span()), base)), base.span());
        Yaml.Mapping file =
                Yaml.Mapping.of(List.of(new Yaml.Entry(new Yaml.Key("services", base.span()), services)), base.span());
        return YamlPath.of("services", name)
                .find(tags.earlier(file))
                .flatMap(ValueReader::asMapping)
                .orElse(base);
    }

    private Optional<Yaml.Mapping> base(Composition.Part part, Target target, List<String> road) {
        Set<String> names = part.sound()
                .get("services")
                .flatMap(ValueReader::asMapping)
                .map(services -> services.entries().keySet())
                .orElse(Set.of());
        if (!names.contains(target.service())) {
            diagnostics.add(Diagnostic.at(
                            target.span(),
                            Code.UNDEFINED_REFERENCE,
                            "there is no service `" + target.service() + "` to extend")
                    .withLabel(Suggestion.didYouMean(target.service(), names)
                            .orElse("it must be in `"
                                    + part.file().root().span().source().name() + "`")));
            return Optional.empty();
        }
        return service(part, target.service(), road);
    }

    private Optional<Composition.Part> other(Target target) {
        if (!parts.containsKey(target.path())) {
            parts.put(
                    target.path(),
                    composition.read(
                            target.path(),
                            target.path(),
                            PathNames.parent(target.path()),
                            environment,
                            composition.interpolator(environment)));
        }
        return parts.getOrDefault(target.path(), Optional.empty());
    }

    /** A service of a file. */
    private record Target(String path, String service, Span span) {}

    private static Target target(Composition.Part part, Yaml written) {
        if (!(written instanceof Yaml.Mapping mapping)) {
            return new Target(part.path(), Forms.given(written), written.span());
        }
        ValueReader extension = ValueReader.of(mapping);
        return new Target(
                extension.text("file").map(part.context()::absolute).orElse(part.path()),
                extension.text("service").orElse(""),
                extension.valueSpan("service"));
    }

    private static List<Yaml.Entry> services(Yaml.Mapping file) {
        return ValueReader.of(file).section("services").entries();
    }
}

package io.stackctl.compose;

import static java.util.Map.entry;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The long forms of top-level networks, volumes, secrets and configs. */
final class ObjectForms {
    private static final ComposeVersion NAME_OF_VOLUMES = new ComposeVersion(4);
    private static final ComposeVersion NAME_OF_OTHERS = new ComposeVersion(5);

    private static final Map<String, Form> POOL =
            Map.of("gateway", Forms::text, "ip_range", Forms::text, "subnet", Forms::text);

    private static final Form IPAM =
            Forms.group(Map.of("config", Forms.list(Forms.mapping(POOL)), "driver", Forms::text));

    private static final Map<String, Form> NETWORK = Map.ofEntries(
            entry("attachable", Forms::flag),
            entry("driver", Forms::text),
            entry("driver_opts", Forms::pairs),
            entry("external", Forms::asIs),
            entry("internal", Forms::flag),
            entry("ipam", IPAM),
            entry("labels", Forms::pairs),
            entry("name", Forms::text));

    private static final Map<String, Form> VOLUME = Map.ofEntries(
            entry("driver", Forms::text),
            entry("driver_opts", Forms::pairs),
            entry("external", Forms::asIs),
            entry("labels", Forms::pairs),
            entry("name", Forms::text));

    private static final Map<String, Form> FILE_OBJECT = Map.ofEntries(
            entry("driver", Forms::text),
            entry("driver_opts", Forms::pairs),
            entry("content", Forms::text),
            entry("environment", Forms::text),
            entry("external", Forms::asIs),
            entry("file", Forms::text),
            entry("labels", Forms::pairs),
            entry("name", Forms::text),
            entry("template_driver", Forms::text));

    private static final Map<String, Form> EXTERNAL = Map.of("name", Forms::text);

    private static final String CLUSTER_SPEC = "x-cluster-spec";
    private static final Form TOPOLOGIES = Forms.list(Forms.mapping(Map.of("segments", Forms::pairs)));
    private static final Map<String, Form> CLUSTER_SPEC_PARTS = Map.of(
            "capacity_range", Forms.mapping(Map.of("required_bytes", Forms::size, "limit_bytes", Forms::size)),
            "accessibility_requirements", Forms.mapping(Map.of("requisite", TOPOLOGIES, "preferred", TOPOLOGIES)));

    private ObjectForms() {}

    static Yaml.Mapping network(String key, Yaml value, Context context) {
        Yaml.Mapping network = Forms.apply(mapping(value), NETWORK, context);
        return isExternal(network)
                ? withExtensions(named("network", key, network, NAME_OF_OTHERS, context), value)
                : network.without("external");
    }

    static Yaml.Mapping volume(String key, Yaml value, Context context) {
        Yaml.Mapping volume = Forms.apply(mapping(value), VOLUME, context);
        if (!isExternal(volume)) {
            return clusterSpec(value, context)
                    .map(spec -> volume.without("external").with(CLUSTER_SPEC, spec))
                    .orElseGet(() -> volume.without("external"));
        }
        for (String conflicting : List.of("driver", "driver_opts", "labels")) {
            volume.entry(conflicting)
                    .ifPresent(entry -> context.diagnostics()
                            .add(Diagnostic.at(
                                            entry.key().span(),
                                            Code.CONFLICTING_KEYS,
                                            "volume `" + key + "` is external: it cannot have `" + conflicting + "`")
                                    .withLabel("an external volume exists already")));
        }
        return withExtensions(named("volume", key, volume, NAME_OF_VOLUMES, context), value);
    }

    /**
     * A secret or a config.
     *
     * @param kind {@code secret} or {@code config}
     */
    static Yaml.Mapping fileObject(String kind, String key, Yaml value, Context context) {
        Yaml.Mapping object = Forms.apply(mapping(value), FILE_OBJECT, context);
        if (isExternal(object)) {
            return withExtensions(named(kind, key, object, NAME_OF_OTHERS, context), value);
        }
        Optional<Yaml.Entry> file = object.entry("file");
        if (object.entries().containsKey("driver")) {
            file.ifPresent(entry -> context.refuse(
                    entry.key().span(),
                    Code.CONFLICTING_KEYS,
                    kind + " `" + key + "` has both `driver` and `file`",
                    "keep one of them"));
            return withExtensions(object.without("external"), value);
        }
        if (object.entries().containsKey("content") || object.entries().containsKey("environment")) {
            oneSource(kind, key, object, context);
            return withExtensions(object.without("external"), value);
        }
        Yaml path = Yaml.Scalar.text(
                file.map(entry -> context.absolute(Forms.given(entry.value()))).orElse(context.directory()),
                file.map(entry -> entry.value().span()).orElse(object.span()));
        return withExtensions(object.without("external").with("file", path), value);
    }

    private static void oneSource(String kind, String key, Yaml.Mapping object, Context context) {
        List<Yaml.Entry> sources = Stream.of("file", "content", "environment")
                .flatMap(source -> object.entry(source).stream())
                .toList();
        if (sources.size() > 1) {
            context.refuse(
                    sources.getLast().key().span(),
                    Code.CONFLICTING_KEYS,
                    kind + " `" + key + "` has both `"
                            + sources.getFirst().key().name() + "` and `"
                            + sources.getLast().key().name() + "`",
                    "keep one of them");
        }
    }

    /** The one extension of volumes that means something to the peer: sizes and segments in it are normalized. */
    private static Optional<Yaml> clusterSpec(Yaml value, Context context) {
        Yaml.Mapping given = mapping(value);
        if (context.reading() == Reading.OURS && given.entries().containsKey(CLUSTER_SPEC)) {
            context.warn(
                    ValueReader.of(given).keySpan(CLUSTER_SPEC),
                    Code.IGNORED_KEY,
                    "`" + CLUSTER_SPEC + "` means nothing here",
                    "we make no volumes of the cluster");
        }
        return given.get(CLUSTER_SPEC).flatMap(ValueReader::asMapping).map(spec -> {
            Yaml.Mapping normal = spec;
            for (Map.Entry<String, Form> part : CLUSTER_SPEC_PARTS.entrySet()) {
                Optional<Yaml> found =
                        spec.get(part.getKey()).flatMap(one -> part.getValue().apply(one, context));
                if (found.isPresent()) {
                    normal = normal.with(part.getKey(), found.get());
                }
            }
            return normal;
        });
    }

    private static boolean isExternal(Yaml.Mapping object) {
        return object.get("external")
                .filter(value -> value instanceof Yaml.Mapping || ValueReader.isTrue(value))
                .isPresent();
    }

    /** {@code external: {name: n}} becomes {@code external: true, name: n}; without any name it is the key. */
    private static Yaml.Mapping named(
            String kind, String key, Yaml.Mapping object, ComposeVersion nameSince, Context context) {
        Yaml external = object.get("external").orElseThrow();
        ValueReader.asMapping(external).ifPresent(mapping -> Forms.apply(mapping, EXTERNAL, context));
        Yaml.Mapping flagged = object.with("external", Yaml.Scalar.bool(true, external.span()));
        Optional<Yaml.Entry> inner = ValueReader.asMapping(external)
                .flatMap(mapping -> mapping.entry("name"))
                .filter(entry -> !Forms.given(entry.value()).isEmpty());
        if (inner.isPresent()) {
            if (object.entries().containsKey("name")) {
                context.refuse(
                        inner.get().key().span(),
                        Code.CONFLICTING_KEYS,
                        kind + " `" + key + "` has both `name` and `external.name`",
                        "keep `name`");
            } else if (!context.version().isBefore(nameSince)) {
                context.warn(
                        inner.get().key().span(),
                        Code.DEPRECATED_KEY,
                        "`external.name` of a " + kind + " is deprecated",
                        "write `external: true` and `name: "
                                + Forms.given(inner.get().value()) + "`");
            }
            return flagged.with("name", inner.get().value());
        }
        return object.entries().containsKey("name")
                ? flagged
                : flagged.with("name", Yaml.Scalar.text(key, external.span()));
    }

    private static Yaml.Mapping withExtensions(Yaml.Mapping object, Yaml original) {
        List<Yaml.Entry> entries = new ArrayList<>(object.entries().values());
        mapping(original).entries().values().stream()
                .filter(entry -> entry.key().name().startsWith("x-"))
                .forEach(entries::add);
        return Yaml.Mapping.of(entries, object.span());
    }

    private static Yaml.Mapping mapping(Yaml value) {
        return value instanceof Yaml.Mapping mapping ? mapping : Yaml.Mapping.of(List.of(), value.span());
    }
}

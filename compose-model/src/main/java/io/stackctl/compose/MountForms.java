package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The long form of a volume of a service. Paths of the node become absolute. */
final class MountForms {
    private static final Form LONG = Forms.mapping(Map.of(
            "type",
            Forms::text,
            "source",
            Forms::text,
            "target",
            Forms::text,
            "read_only",
            Forms::flag,
            "consistency",
            Forms::text,
            "bind",
            Forms.mapping(Map.of("propagation", Forms::text, "create_host_path", Forms.ours(Forms::flag))),
            "volume",
            Forms.mapping(Map.of("nocopy", Forms::flag, "subpath", Forms::text, "labels", Forms.ours(Forms::pairs))),
            "tmpfs",
            Forms.mapping(Map.of("size", Forms::bytes, "mode", Forms.ours(ServiceForms::mode)))));

    private MountForms() {}

    static Optional<Yaml> apply(Yaml value, Context context) {
        Optional<Yaml> mount =
                value instanceof Yaml.Scalar scalar ? shortForm(scalar, context) : LONG.apply(value, context);
        return mount.flatMap(ValueReader::asMapping).flatMap(mapping -> absolute(mapping, context));
    }

    private static Optional<Yaml> shortForm(Yaml.Scalar scalar, Context context) {
        Span span = scalar.span();
        return switch (VolumeSyntax.parse(scalar.value().print())) {
            case VolumeSyntax.Invalid(var reason) ->
                context.refuse(span, Code.INVALID_VOLUME, "this is no volume: " + reason, hint(scalar));
            case VolumeSyntax.Parsed parsed -> {
                parsed.ignored()
                        .forEach(option -> context.warn(
                                span,
                                Code.IGNORED_KEY,
                                "the volume option `" + option + "` means nothing",
                                "it is ignored"));
                yield Optional.of(longForm(parsed, span));
            }
        };
    }

    private static String hint(Yaml.Scalar scalar) {
        return scalar.template()
                .map(template -> "`" + template + "` becomes `" + scalar.value().print() + "`")
                .orElse("write source:target:options");
    }

    private static Yaml longForm(VolumeSyntax.Parsed parsed, Span span) {
        List<Yaml.Entry> entries = new ArrayList<>();
        entries.add(entry("type", Yaml.Scalar.text(parsed.bind() ? "bind" : "volume", span)));
        parsed.source().ifPresent(source -> entries.add(entry("source", Yaml.Scalar.text(source, span))));
        entries.add(entry("target", Yaml.Scalar.text(parsed.target(), span)));
        if (parsed.readOnly()) {
            entries.add(entry("read_only", Yaml.Scalar.bool(true, span)));
        }
        if (parsed.noCopy()) {
            Yaml noCopy = Yaml.Scalar.bool(true, span);
            entries.add(entry("volume", Yaml.Mapping.of(List.of(entry("nocopy", noCopy)), span)));
        }
        parsed.propagation().ifPresent(propagation -> {
            Yaml text = Yaml.Scalar.text(propagation, span);
            entries.add(entry("bind", Yaml.Mapping.of(List.of(entry("propagation", text)), span)));
        });
        return Yaml.Mapping.of(entries, span);
    }

    private static Optional<Yaml> absolute(Yaml.Mapping mount, Context context) {
        ValueReader reader = ValueReader.of(mount);
        if (!reader.text("type").orElse("").equals("bind")) {
            return Optional.of(mount);
        }
        Optional<String> source = reader.text("source");
        if (source.isEmpty()) {
            return context.refuse(
                    mount.span(),
                    Code.INVALID_VOLUME,
                    "a bind mount needs a source",
                    "add `source: /path/on/the/node`");
        }
        Span span = reader.valueSpan("source");
        String path = expandHome(source.get(), span, context);
        boolean absolute = PathNames.isAbsolute(path) || PathNames.isAbsoluteOnWindows(path);
        return Optional.of(mount.with("source", Yaml.Scalar.text(absolute ? path : context.absolute(path), span)));
    }

    private static String expandHome(String path, Span span, Context context) {
        if (!path.startsWith("~")) {
            return path;
        }
        Optional<String> home = context.environment().get("HOME");
        if (home.isEmpty()) {
            context.warn(span, Code.MISSING_HOME, "`~` stays as it is: HOME is not set", "write the whole path");
        }
        return home.map(directory -> directory + path.substring(1)).orElse(path);
    }

    private static Yaml.Entry entry(String key, Yaml value) {
        return new Yaml.Entry(new Yaml.Key(key, value.span()), value);
    }
}

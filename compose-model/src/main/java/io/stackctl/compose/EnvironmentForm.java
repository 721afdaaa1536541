package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The long form of {@code environment}: a mapping in which the variables of {@code env_file} come first, then the
 * service's own, each later one winning. A variable without value, or with an empty one, takes the value it has where
 * the command runs, if it has one there.
 */
final class EnvironmentForm {
    private EnvironmentForm() {}

    /** {@code k: v} or a list of {@code k=v}; a key without value has null. */
    static Optional<Yaml> unresolved(Yaml value, Context context) {
        SequencedMap<String, Yaml.Entry> variables = new LinkedHashMap<>();
        switch (value) {
            case Yaml.Mapping mapping ->
                mapping.entries()
                        .values()
                        .forEach(entry -> put(
                                variables, entry.key().name(), Forms.print(entry.value()), entry.key(), entry.value()));
            case Yaml.Sequence sequence ->
                sequence.items().forEach(item -> {
                    String text = Forms.given(item);
                    int sign = text.indexOf('=');
                    String name = sign < 0 ? text : text.substring(0, sign);
                    Optional<String> given = sign < 0 ? Optional.empty() : Optional.of(text.substring(sign + 1));
                    put(variables, name, given, new Yaml.Key(name, item.span()), item);
                });
            case Yaml.Scalar _ -> {} // the schema refused it
        }
        return variables.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Mapping(variables, value.span()));
    }

    /** Paths, or mappings of {@code path}, {@code required} and {@code format}. */
    static Optional<Yaml> files(Yaml value, Context context) {
        if (!(value instanceof Yaml.Sequence sequence)) {
            return Forms.texts(value, context);
        }
        List<Yaml> files = new ArrayList<>();
        for (Yaml item : sequence.items()) {
            if (item instanceof Yaml.Mapping) {
                files.add(item);
            } else {
                Forms.print(item).ifPresent(text -> files.add(Yaml.Scalar.text(text, item.span())));
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Sequence(files, value.span()));
    }

    /** The service with its env files read into its environment. */
    static Yaml.Mapping resolve(Yaml.Mapping service, Context context) {
        SequencedMap<String, Yaml.Entry> variables = new LinkedHashMap<>();
        ValueReader reader = ValueReader.of(service);
        for (Yaml path : reader.items("env_file")) {
            readFile(path, context).forEach(entry -> variables.put(entry.key().name(), entry));
        }
        reader.mappingAt("environment")
                .ifPresent(own ->
                        own.entries().forEach(entry -> variables.put(entry.key().name(), entry)));
        if (variables.isEmpty()) {
            return service;
        }
        variables.replaceAll((name, entry) -> new Yaml.Entry(entry.key(), fromClient(name, entry.value(), context)));
        return service.with("environment", new Yaml.Mapping(variables, reader.valueSpan("environment")));
    }

    private static Yaml fromClient(String name, Yaml value, Context context) {
        return Forms.given(value).isEmpty()
                ? context.environment()
                        .get(name)
                        .<Yaml>map(text -> Yaml.Scalar.text(text, value.span()))
                        .orElse(value)
                : value;
    }

    private static List<Yaml.Entry> readFile(Yaml place, Context context) {
        Optional<ValueReader> longForm = ValueReader.asMapping(place).map(ValueReader::of);
        String written = longForm.flatMap(file -> file.text("path")).orElseGet(() -> Forms.given(place));
        boolean required = longForm.flatMap(file -> file.choice("required")).orElse(true);
        boolean quoted = longForm.filter(file -> !file.has("format")).isPresent();
        String path = context.absolute(written);
        return switch (context.files().read(path)) {
            case Files.Content.Failed _ when !required -> List.of();
            case Files.Content.Found found when quoted -> quoted(found, path, place, context);
            case Files.Content.Failed(var reason) -> {
                context.refuse(place.span(), Code.UNREADABLE_FILE, "cannot read env file `" + path + "`", reason);
                yield List.of();
            }
            case Files.Content.Found found ->
                switch (EnvFile.parse(found.bytes())) {
                    case EnvFile.Invalid(var line, var reason) -> {
                        context.diagnostics()
                                .add(Diagnostic.at(
                                                place.span(), Code.INVALID_ENV_FILE, path + ":" + line + ": " + reason)
                                        .withLabel("this file has a mistake"));
                        yield List.of();
                    }
                    case EnvFile.Parsed(var lines) -> entries(lines, place, context);
                };
        };
    }

    /** The grammar of {@code .env}, which the long form has unless it says {@code format: raw}. */
    private static List<Yaml.Entry> quoted(Files.Content.Found found, String path, Yaml place, Context context) {
        DotEnv.Parsed parsed = DotEnv.parse(0, path, found.bytes(), context.environment()::get);
        parsed.mistakes()
                .forEach(mistake -> context.diagnostics()
                        .add(Diagnostic.at(
                                        place.span(),
                                        Code.INVALID_ENV_FILE,
                                        path + ":" + mistake.line() + ": " + mistake.reason())
                                .withLabel("this file has a mistake")));
        return parsed.lines().stream()
                .map(line -> new Yaml.Entry(
                        new Yaml.Key(line.name(), place.span()), Yaml.Scalar.text(line.value(), place.span())))
                .toList();
    }

    /** A bare name that is not set here is dropped: that is how env files differ from {@code environment}. */
    private static List<Yaml.Entry> entries(List<EnvFile.Line> lines, Yaml place, Context context) {
        List<Yaml.Entry> entries = new ArrayList<>();
        for (EnvFile.Line line : lines) {
            line.value()
                    .or(() -> context.environment().get(line.name()))
                    .ifPresent(value -> entries.add(new Yaml.Entry(
                            new Yaml.Key(line.name(), place.span()), Yaml.Scalar.text(value, place.span()))));
        }
        return entries;
    }

    private static void put(
            SequencedMap<String, Yaml.Entry> variables, String name, Optional<String> value, Yaml.Key key, Yaml place) {
        Yaml scalar = value.<Yaml>map(text -> Yaml.Scalar.text(text, place.span()))
                .orElseGet(() -> new Yaml.Scalar(new ScalarValue.Null(), place.span(), Optional.empty()));
        variables.put(name, new Yaml.Entry(key, scalar));
    }
}

package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The road from compose files to one checked model. Every phase reports all it finds and hands on what is sound, so one
 * run shows every mistake.
 */
public final class ComposeLoader {
    private final Environment environment;
    private final Files files;
    private final Diagnostics.Collector diagnostics = new Diagnostics.Collector();

    private ComposeLoader(Environment environment, Files files) {
        this.environment = environment;
        this.files = files;
    }

    /**
     * How far to go.
     *
     * @param interpolate whether variables are replaced
     */
    public record Options(boolean interpolate) {
        public static final Options DEFAULT = new Options(true);
    }

    /**
     * What was loaded.
     *
     * @param file all files as one, in long forms; empty if there are errors
     */
    public record Loaded(Optional<Yaml.Mapping> file, Diagnostics diagnostics) {}

    public static Loaded load(List<String> names, Environment environment, Files files, Options options) {
        return new ComposeLoader(environment, files).load(names, options);
    }

    private Loaded load(List<String> names, Options options) {
        List<String> given = names.stream()
                .flatMap(name -> Arrays.stream(name.split(",", -1)))
                .toList();
        if (given.isEmpty()) {
            diagnostics.add(Diagnostic.nowhere(Code.NO_COMPOSE_FILE, "no compose file is given")
                    .withLabel("name one with `-c docker-compose.yml`"));
        }
        if (given.stream().filter(Files.STANDARD_INPUT::equals).count() > 1) {
            diagnostics.add(Diagnostic.nowhere(Code.UNREADABLE_FILE, "the standard input can be read only once")
                    .withLabel("name `-` once"));
        }
        ComposeReader reader = new ComposeReader(files, diagnostics);
        Interpolator interpolator = new Interpolator(environment, diagnostics);
        SchemaCheck schema = new SchemaCheck(diagnostics);
        Merger merger = new Merger(diagnostics);
        String directory = directory(given);
        List<Yaml.Mapping> normal = new ArrayList<>();
        Optional<ComposeReader.VersionedFile> first = Optional.empty();
        for (int i = 0; i < given.size(); i++) {
            Optional<ComposeReader.VersionedFile> file = reader.read(i, given.get(i), path(given.get(i)));
            if (file.isEmpty()) {
                continue;
            }
            Yaml.Mapping allowed = ForbiddenKeys.check(file.get().root(), diagnostics);
            Yaml.Mapping text = options.interpolate() ? (Yaml.Mapping) interpolator.interpolate(allowed) : allowed;
            Yaml.Mapping sound = schema.check(text, file.get().version());
            Context context = new Context(file.get().version(), directory, environment, files, diagnostics);
            normal.add(Normalizer.normalize(sound, context));
            first.ifPresent(earlier -> compareVersions(earlier, file.get()));
            first = first.or(() -> file);
        }
        Optional<Yaml.Mapping> merged = normal.stream().reduce(merger::merge);
        boolean sound = !diagnostics.hasErrors();
        return new Loaded(merged.filter(_ -> sound), diagnostics.toDiagnostics());
    }

    private void compareVersions(ComposeReader.VersionedFile first, ComposeReader.VersionedFile other) {
        if (!first.version().equals(other.version())) {
            String message = "the files have different versions: " + first.version() + " and " + other.version();
            Diagnostic mismatch = Diagnostic.at(versionKey(other), Code.VERSION_MISMATCH, message)
                    .withLabel("this file says " + other.version())
                    .withRelated(versionKey(first), "the first file says " + first.version());
            boolean unsaid = first.root().get("version").isEmpty()
                    || other.root().get("version").isEmpty();
            diagnostics.add(unsaid ? mismatch.withHelp("a file without `version` has version 3.13") : mismatch);
        }
    }

    private static Span versionKey(ComposeReader.VersionedFile file) {
        return file.root()
                .get("version")
                .map(Yaml::span)
                .orElseGet(() -> file.root().span());
    }

    private String path(String name) {
        return name.equals(Files.STANDARD_INPUT) ? name : PathNames.resolve(files.workingDirectory(), name);
    }

    /** Relative paths of all files start at the directory of the first. */
    private String directory(List<String> names) {
        return names.stream()
                .findFirst()
                .filter(name -> !name.equals(Files.STANDARD_INPUT))
                .map(name -> PathNames.parent(path(name)))
                .orElse(files.workingDirectory());
    }
}

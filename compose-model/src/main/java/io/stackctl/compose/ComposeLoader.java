package io.stackctl.compose;

import io.stackctl.compose.model.ComposeFile;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Yaml;
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
    private final Reading reading;
    private final Diagnostics.Collector diagnostics = new Diagnostics.Collector();

    /** Whether all files could be read: references into a file that could not are no mistake. */
    private boolean complete = true;

    private ComposeLoader(Environment environment, Files files, Reading reading) {
        this.environment = environment;
        this.files = files;
        this.reading = reading;
    }

    /**
     * What was loaded.
     *
     * @param file all files as one; empty if there are errors
     */
    public record Loaded(Optional<ComposeFile> file, Diagnostics diagnostics) {}

    /**
     * What is shown of files.
     *
     * @param tree all files as one, in long forms; empty if there are errors
     */
    public record Shown(Optional<Yaml.Mapping> tree, Diagnostics diagnostics) {}

    /**
     * Loads files that shall be deployed: beside their shape, all that can be known without the cluster is checked.
     *
     * @param names as given on the command line: paths, {@code -}, or several joined by commas
     * @param reading as we or as the peer would
     */
    public static Loaded load(List<String> names, Environment environment, Files files, Reading reading) {
        ComposeLoader loader = new ComposeLoader(environment, files, reading);
        Optional<ComposeFile> file = loader.merged(names, true).map(tree -> Binder.bind(tree, environment));
        file.filter(_ -> loader.complete).ifPresent(found -> {
            CrossCheck.check(found, files, loader.reading, loader.diagnostics);
            KeyEffects.tell(found.tree(), loader.reading, loader.diagnostics);
        });
        Diagnostics found = loader.diagnostics.toDiagnostics();
        return new Loaded(file.filter(_ -> !found.hasErrors()), found);
    }

    /**
     * Loads files that shall be shown: what they refer to need not exist.
     *
     * @param interpolate whether variables are replaced
     * @param reading as we or as the peer would
     */
    public static Shown loadForDisplay(
            List<String> names, Environment environment, Files files, boolean interpolate, Reading reading) {
        ComposeLoader loader = new ComposeLoader(environment, files, reading);
        Optional<Yaml.Mapping> tree = loader.merged(names, interpolate);
        Diagnostics found = loader.diagnostics.toDiagnostics();
        return new Shown(tree.filter(_ -> !found.hasErrors()), found);
    }

    private Optional<Yaml.Mapping> merged(List<String> names, boolean interpolate) {
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
        Composition composition = new Composition(files, reading, interpolate, diagnostics);
        Optional<Yaml.Mapping> merged = composition.compose(given, directory(given), environment);
        complete = composition.isComplete();
        return merged.map(file -> Profiles.select(file, environment));
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

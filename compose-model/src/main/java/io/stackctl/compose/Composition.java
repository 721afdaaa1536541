package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes one tree in long forms of several files, and of those that they include or extend. Each file is read by itself:
 * variables, schema, long forms; then the services that it extends are laid under its own, what it includes is put
 * beside it, and it is merged over the files before it.
 */
final class Composition {
    private final Files files;
    private final Reading reading;
    private final boolean interpolate;
    private final Diagnostics.Collector diagnostics;
    private final ComposeReader reader;
    private final Merger merger;
    private boolean complete = true;
    private int read;

    /** @param interpolate whether variables are replaced */
    Composition(Files files, Reading reading, boolean interpolate, Diagnostics.Collector diagnostics) {
        this.files = files;
        this.reading = reading;
        this.interpolate = interpolate;
        this.diagnostics = diagnostics;
        this.reader = new ComposeReader(files, diagnostics);
        this.merger = new Merger(diagnostics);
    }

    /**
     * One file in long forms, alone.
     *
     * @param path absolute, or {@code -}
     * @param sound as written, but for variables and what the schema refused
     */
    record Part(
            String path, ComposeReader.VersionedFile file, Yaml.Mapping sound, Yaml.Mapping normal, Context context) {}

    /** Whether all files could be read: references into a file that could not are no mistake. */
    boolean isComplete() {
        return complete;
    }

    /**
     * All files as one tree.
     *
     * @param names as the user gave them; relative ones are found from the current directory
     * @param directory that relative paths in the files start from
     */
    Optional<Yaml.Mapping> compose(List<String> names, String directory, Environment environment) {
        return compose(names, directory, environment, List.of());
    }

    /** @param including paths of the files that are being read, outermost first */
    Optional<Yaml.Mapping> compose(
            List<String> names, String directory, Environment environment, List<String> including) {
        Optional<Yaml.Mapping> merged = Optional.empty();
        Optional<ComposeReader.VersionedFile> first = Optional.empty();
        Interpolator interpolator = new Interpolator(environment, reading, diagnostics);
        for (String name : names) {
            String path = name.equals(Files.STANDARD_INPUT) ? name : PathNames.resolve(files.workingDirectory(), name);
            Optional<Part> part = read(name, path, directory, environment, interpolator);
            if (part.isEmpty()) {
                continue;
            }
            List<String> within = new ArrayList<>(including);
            within.add(path);
            Yaml.Mapping extended = new Extension(this, merger, environment, diagnostics).resolve(part.get());
            Yaml.Mapping whole = new Inclusion(this, environment, files, diagnostics).add(extended, part.get(), within);
            MergeTags tags = tags(part.get());
            merged = Optional.of(merged.map(earlier -> merger.merge(tags.earlier(earlier), whole))
                    .orElse(whole));
            ComposeReader.VersionedFile file = part.get().file();
            first.ifPresent(earlier -> Versions.compare(earlier, file, diagnostics));
            first = first.or(() -> Optional.of(file));
        }
        return merged;
    }

    /** Reads one file for itself. */
    Optional<Part> read(
            String name, String path, String directory, Environment environment, Interpolator interpolator) {
        if (read >= Limits.FILES) {
            diagnostics.add(Diagnostic.nowhere(
                    Code.UNREADABLE_FILE, "more than " + Limits.FILES + " files, with those included"));
            complete = false;
            return Optional.empty();
        }
        Optional<ComposeReader.VersionedFile> file = reader.read(read++, name, path);
        if (file.isEmpty()) {
            complete = false;
            return Optional.empty();
        }
        Yaml.Mapping root = reading == Reading.OURS
                ? file.get().tags().own(file.get().root())
                : file.get().root();
        Yaml.Mapping allowed = ForbiddenKeys.check(root, reading, diagnostics);
        Yaml.Mapping text = interpolate ? (Yaml.Mapping) interpolator.interpolate(allowed) : allowed;
        Yaml.Mapping sound =
                new SchemaCheck(reading, diagnostics).check(text, file.get().version());
        Context context = new Context(file.get().version(), reading, directory, environment, files, diagnostics);
        return Optional.of(new Part(path, file.get(), sound, Normalizer.normalize(sound, context), context));
    }

    Interpolator interpolator(Environment environment) {
        return new Interpolator(environment, reading, diagnostics);
    }

    /** The peer knows no such tags and merges as if they were not there. */
    MergeTags tags(Part part) {
        return part.context().reading() == Reading.OURS ? part.file().tags() : MergeTags.NONE;
    }

    void circle(Span place, String what) {
        diagnostics.add(
                Diagnostic.at(place, Code.CIRCULAR_REFERENCE, what).withLabel("this leads back to where it started"));
    }
}

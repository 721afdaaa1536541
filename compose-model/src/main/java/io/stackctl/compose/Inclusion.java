package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the files that a file includes beside it: each group is read from its own directory, with its own variables. */
final class Inclusion {
    private static final Set<String> SECTIONS = Set.of("services", "networks", "volumes", "secrets", "configs");
    private static final String ENV_FILE = ".env";

    private final Composition composition;
    private final Environment environment;
    private final Files files;
    private final Diagnostics.Collector diagnostics;

    Inclusion(Composition composition, Environment environment, Files files, Diagnostics.Collector diagnostics) {
        this.composition = composition;
        this.environment = environment;
        this.files = files;
        this.diagnostics = diagnostics;
    }

    /**
     * The file with all that it includes.
     *
     * @param normal the file in long forms
     * @param within paths of the files that led here, this one last
     */
    Yaml.Mapping add(Yaml.Mapping normal, Composition.Part part, List<String> within) {
        Yaml.Mapping whole = normal;
        for (Yaml entry : ValueReader.of(part.sound()).items("include")) {
            Optional<Yaml.Mapping> included = included(entry, part.context(), within);
            if (included.isPresent()) {
                whole = unite(whole, included.get());
            }
        }
        return whole;
    }

    private Optional<Yaml.Mapping> included(Yaml entry, Context context, List<String> within) {
        Optional<ValueReader> longForm = ValueReader.asMapping(entry).map(ValueReader::of);
        List<String> paths =
                longForm.map(form -> texts(form, "path")).orElseGet(() -> List.of(Forms.given(entry))).stream()
                        .map(context::absolute)
                        .toList();
        if (paths.stream().anyMatch(within::contains) || within.size() > Limits.FILES) {
            composition.circle(entry.span(), "the file includes itself");
            return Optional.empty();
        }
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        String directory = longForm.flatMap(form -> form.text("project_directory"))
                .map(context::absolute)
                .orElseGet(() -> PathNames.parent(paths.getFirst()));
        List<String> envFiles = longForm.map(form -> texts(form, "env_file")).orElse(List.of()).stream()
                .map(context::absolute)
                .toList();
        return composition.compose(paths, directory, environment(directory, envFiles), within);
    }

    /** One text or a list of them. */
    private static List<String> texts(ValueReader form, String key) {
        List<String> list = form.texts(key);
        return list.isEmpty() ? form.text(key).stream().toList() : list;
    }

    private Environment environment(String directory, List<String> envFiles) {
        EnvironmentFiles.Read read =
                EnvironmentFiles.read(List.of(PathNames.resolve(directory, ENV_FILE)), envFiles, environment, files);
        read.diagnostics().errors().forEach(diagnostics::add);
        return read.environment();
    }

    private Yaml.Mapping unite(Yaml.Mapping file, Yaml.Mapping included) {
        Yaml.Mapping whole = file;
        for (Yaml.Entry section : included.entries().values()) {
            String name = section.key().name();
            if (SECTIONS.contains(name) && section.value() instanceof Yaml.Mapping theirs) {
                Yaml.Mapping ours = whole.get(name)
                        .flatMap(ValueReader::asMapping)
                        .orElseGet(() -> Yaml.Mapping.of(List.of(), theirs.span()));
                whole = whole.with(name, unite(name, ours, theirs));
            }
        }
        return whole;
    }

    private Yaml.Mapping unite(String section, Yaml.Mapping ours, Yaml.Mapping theirs) {
        List<Yaml.Entry> all = new ArrayList<>(ours.entries().values());
        for (Yaml.Entry entry : theirs.entries().values()) {
            Optional<Yaml.Entry> own = ours.entry(entry.key().name());
            if (own.isEmpty()) {
                all.add(entry);
            } else if (!JsonView.of(own.get().value()).equals(JsonView.of(entry.value()))) {
                diagnostics.add(Diagnostic.at(
                                own.get().key().span(),
                                Code.CONFLICTING_KEYS,
                                "`" + entry.key().name() + "` is in `" + section + "` of an included file too")
                        .withLabel("an included file cannot be changed here: give it another name")
                        .withRelated(entry.key().span(), "the included one is here"));
            }
        }
        return Yaml.Mapping.of(all, ours.span());
    }
}

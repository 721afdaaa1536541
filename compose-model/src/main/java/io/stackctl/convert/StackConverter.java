package io.stackctl.convert;

import io.stackctl.compose.Files;
import io.stackctl.compose.Reading;
import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.FileObject;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Service;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.spec.ConfigSpec;
import io.stackctl.spec.SecretSpec;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Converts a checked compose file to the spec of a stack, which is total and does not know the file any more. */
public final class StackConverter {
    private final Scope scope;
    private final ComposeFile file;
    private final Files files;
    private final Reading reading;
    private final Diagnostics.Collector diagnostics = new Diagnostics.Collector();

    private StackConverter(String stack, ComposeFile file, Files files, Reading reading) {
        this.reading = reading;
        this.scope = new Scope(stack);
        this.file = file;
        this.files = files;
    }

    /**
     * What a file became.
     *
     * @param stack empty if there are errors
     * @param secrets contents of the stack's own secrets, which travel beside the spec
     */
    public record Converted(
            Optional<StackSpec> stack, List<FileContent> secrets, List<FileContent> configs, Diagnostics diagnostics) {
        public Converted {
            secrets = List.copyOf(secrets);
            configs = List.copyOf(configs);
        }
    }

    /**
     * Converts a file that {@code ComposeLoader.load} found sound.
     *
     * @param stack the stack's name; with each key it must make a valid name
     * @param files read again for the contents of secrets and configs
     * @param reading the file was loaded with; a spec of the peer's may be one that clusters refuse
     */
    public static Converted convert(String stack, ComposeFile file, Files files, Reading reading) {
        return new StackConverter(stack, file, files, reading).convert();
    }

    private Converted convert() {
        NetworkConverter networks = new NetworkConverter(scope, file, reading);
        file.name().filter(name -> !name.value().equals(scope.stack())).ifPresent(this::otherName);
        if (reading == Reading.OURS) {
            ObjectNames names = new ObjectNames(scope, diagnostics);
            file.services().values().forEach(names::service);
            file.networks().values().forEach(names::network);
            file.secrets().values().forEach(names::fileObject);
            file.configs().values().forEach(names::fileObject);
        }
        List<FileContent> secrets = contents(file.secrets());
        List<FileContent> configs = contents(file.configs());
        if (diagnostics.hasErrors()) {
            return new Converted(Optional.empty(), List.of(), List.of(), diagnostics.toDiagnostics());
        }
        StackSpec stack = new StackSpec(
                scope.stack(),
                services(networks),
                networks.owned(),
                own(file.secrets()).stream().map(this::secret).toList(),
                own(file.configs()).stream().map(this::config).toList(),
                networks.external(),
                external(file.secrets()),
                external(file.configs()));
        return new Converted(Optional.of(stack), secrets, configs, diagnostics.toDiagnostics());
    }

    private void otherName(Located<String> name) {
        diagnostics.add(Diagnostic.at(
                        name.span(),
                        Code.OTHER_STACK_NAME,
                        "the file calls itself `" + name.value() + "` and is read as stack `" + scope.stack() + "`")
                .withLabel("the name on the command line counts"));
    }

    private List<ServiceSpec> services(NetworkConverter networks) {
        ServiceConverter converter = new ServiceConverter(scope, file, networks, reading, diagnostics);
        return file.services().values().stream()
                .sorted(Comparator.comparing(Service::name))
                .map(converter::convert)
                .toList();
    }

    private SecretSpec secret(FileObject object) {
        return new SecretSpec(
                scope.name(object.key(), object.name()),
                scope.labels(object.labels()),
                Optional.empty(),
                object.templateDriver());
    }

    private ConfigSpec config(FileObject object) {
        return new ConfigSpec(
                scope.name(object.key(), object.name()),
                scope.labels(object.labels()),
                Optional.empty(),
                object.templateDriver());
    }

    private List<FileContent> contents(SortedMap<String, FileObject> objects) {
        return own(objects).stream()
                .flatMap(object ->
                        bytes(object)
                                .map(bytes -> new FileContent(scope.name(object.key(), object.name()), bytes))
                                .stream())
                .toList();
    }

    private Optional<byte[]> bytes(FileObject object) {
        if (object.content().isPresent()) {
            return object.content().map(text -> text.value().getBytes(StandardCharsets.UTF_8));
        }
        return object.file().flatMap(path -> switch (files.read(path.value())) {
            case Files.Content.Found found -> Optional.of(found.bytes());
            case Files.Content.Failed(var reason) -> {
                diagnostics.add(Diagnostic.at(
                                path.span(), Code.UNREADABLE_FILE, "cannot read `" + path.value() + "`: " + reason)
                        .withLabel("it was there a moment ago"));
                yield Optional.<byte[]>empty();
            }
        });
    }

    /** In the order of their names in the cluster. */
    private List<FileObject> own(SortedMap<String, FileObject> objects) {
        return objects.values().stream()
                .filter(object -> !object.external())
                .sorted(Comparator.comparing(object -> scope.name(object.key(), object.name())))
                .toList();
    }

    private List<String> external(SortedMap<String, FileObject> objects) {
        return objects.values().stream()
                .filter(FileObject::external)
                .map(object -> scope.name(object.key(), object.name()))
                .distinct()
                .sorted()
                .toList();
    }
}

package io.stackctl.cli;

import io.stackctl.cli.ci.Place;
import io.stackctl.cli.client.Questions;
import io.stackctl.cli.client.Questions.ResolveImage;
import io.stackctl.cluster.Bytes;
import io.stackctl.convert.FileContent;
import io.stackctl.spec.StackSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The files of a stack and how they are read: the same for {@code deploy} and {@code diff}. */
final class StackInput {
    @Mixin
    private final ComposeFileOption compose = new ComposeFileOption();

    @Option(names = "--prune", description = "Prune services that are no longer referenced")
    private boolean prune;

    @Option(
            names = "--resolve-image",
            paramLabel = "WHEN",
            description = "Query the registry to resolve image digests: always, changed or never (default: always)")
    private String resolveImage = "always";

    @Option(names = "--with-registry-auth", description = "Send registry authentication details to the nodes")
    private boolean registryAuth;

    private final SortedMap<String, Place> places = new TreeMap<>();
    private final List<String> nowHonoured = new ArrayList<>();

    /** Lines for the plan, of the files that were read: keys that docker ignores and that have an effect here. */
    List<String> nowHonoured() {
        return nowHonoured;
    }

    Questions.Deploy question(
            CommandContext context, String stack, boolean allowPending, String message, Questions.Conduct conduct)
            throws CommandException {
        StackNames.check(stack);
        var resolve = resolveImage();
        var files = new ComposeInput(context, compose);
        var file = files.forDeploy();
        file.services().forEach((name, service) -> places.put(name, DiagnosticAnnotations.place(service.span())));
        var converted = files.converted(stack, file);
        nowHonoured.addAll(files.nowHonoured());
        var spec = converted.stack().orElseThrow();
        return new Questions.Deploy(
                spec,
                contents(converted.secrets()),
                contents(converted.configs()),
                prune,
                resolve,
                allowPending,
                author(context),
                message,
                GitRevision.of(Path.of(compose.given().getFirst())),
                registryAuth ? RegistryCredentials.of(context, images(spec)) : new TreeMap<>(),
                conduct);
    }

    /** Where each service stands in the files, by its name there; known once the files are read. */
    SortedMap<String, Place> places() {
        return places;
    }

    private static List<String> images(StackSpec spec) {
        return spec.services().stream()
                .map(service -> service.container().image())
                .toList();
    }

    static String author(CommandContext context) {
        return context.environment().getOrDefault("USER", System.getProperty("user.name", ""));
    }

    private ResolveImage resolveImage() throws CommandException {
        return switch (resolveImage) {
            case "always" -> ResolveImage.ALWAYS;
            case "changed" -> ResolveImage.CHANGED;
            case "never" -> ResolveImage.NEVER;
            default -> throw CommandException.error("invalid option " + resolveImage + " for flag --resolve-image");
        };
    }

    private static SortedMap<String, Bytes> contents(List<FileContent> files) {
        var contents = new TreeMap<String, Bytes>();
        files.forEach(file -> contents.put(file.name(), Bytes.of(file.bytes())));
        return contents;
    }
}

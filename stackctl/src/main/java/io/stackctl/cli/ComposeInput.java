package io.stackctl.cli;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.Environment;
import io.stackctl.compose.EnvironmentFiles;
import io.stackctl.compose.Reading;
import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.Located;
import io.stackctl.convert.StackConverter;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.DiagnosticPrinter;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Palette;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads compose files and tells every mistake in them, each with its place. */
final class ComposeInput {
    private static final String PROFILES = "COMPOSE_PROFILES";

    /** As short as a name can be: without a stack only names are refused that no stack can have. */
    private static final String ANY_STACK = "s";

    private final CommandContext context;
    private final ComposeFileOption option;
    private final Environment environment;
    private final Diagnostics ofEnvironment;
    private final LocalFiles files;
    private final Reading reading;
    private final List<Diagnostic> notes = new ArrayList<>();

    ComposeInput(CommandContext context, ComposeFileOption option) {
        this(context, option, Reading.OURS);
    }

    ComposeInput(CommandContext context, ComposeFileOption option, Reading reading) {
        this.option = option;
        this.reading = reading;
        this.context = context;
        this.files = new LocalFiles(context.terminal().in());
        var process = Environment.of(withProfiles(context, option));
        boolean withFiles = reading == Reading.OURS || !option.envFiles().isEmpty();
        var read = withFiles
                ? EnvironmentFiles.read(option.all(), option.envFiles(), process, files)
                : new EnvironmentFiles.Read(process, Diagnostics.none());
        this.environment = read.environment();
        this.ofEnvironment = read.diagnostics();
    }

    /** The option adds to the variable. */
    private static Map<String, String> withProfiles(CommandContext context, ComposeFileOption option) {
        var variables = new HashMap<>(context.environment());
        option.profiles().forEach(profile -> variables.merge(PROFILES, profile, (one, other) -> one + "," + other));
        return variables;
    }

    /** All that is wrong, or worth knowing, about deploying the files as this stack, or as the one they name. */
    Diagnostics check(Optional<String> stack) throws CommandException {
        var loaded = ComposeLoader.load(option.given(), environment, files, reading);
        var found = ofEnvironment.and(loaded.diagnostics());
        return loaded.file()
                .map(file -> StackConverter.convert(stack.orElseGet(() -> ownName(file)), file, files, reading)
                        .diagnostics())
                .map(found::and)
                .orElse(found);
    }

    private static String ownName(ComposeFile file) {
        return file.name().map(Located::value).orElse(ANY_STACK);
    }

    /** The files as one tree, for {@code config}. */
    Yaml.Mapping forDisplay(boolean interpolate) throws CommandException {
        var shown = ComposeLoader.loadForDisplay(option.given(), environment, files, interpolate, reading);
        return sound(shown.tree(), ofEnvironment.and(shown.diagnostics()));
    }

    /** The files as one model that can be deployed. */
    ComposeFile forDeploy() throws CommandException {
        var loaded = ComposeLoader.load(option.given(), environment, files, reading);
        return sound(loaded.file(), ofEnvironment.and(loaded.diagnostics()));
    }

    /** The files as the spec of a stack, with the contents that travel beside it. */
    StackConverter.Converted converted(String stack, ComposeFile file) throws CommandException {
        var converted = StackConverter.convert(stack, file, files, reading);
        sound(converted.stack(), converted.diagnostics());
        return converted;
    }

    /** Keys that the peer ignores and that have an effect here, of what was read so far; one line each. */
    List<String> nowHonoured() {
        return notes.stream()
                .filter(note -> note.code() == Code.NOW_HONOURED)
                .map(note ->
                        "! now honoured: " + note.message().replace("`", "").replace(" is honoured", "")
                                + note.span().map(span -> " (" + span + ")").orElse(""))
                .toList();
    }

    private <T> T sound(Optional<T> result, Diagnostics found) throws CommandException {
        DiagnosticAnnotations.tell(context, found.withoutNotes());
        String text =
                new DiagnosticPrinter(context.colour() ? Palette.ANSI : Palette.PLAIN).print(found.withoutNotes());
        notes.addAll(found.notes());
        if (result.isEmpty() || found.hasErrors()) {
            throw CommandException.error(text.stripTrailing());
        }
        if (!text.isEmpty()) {
            context.tell(text.stripTrailing());
        }
        return result.get();
    }
}

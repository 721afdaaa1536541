package io.stackctl.cli;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.Environment;
import io.stackctl.compose.Reading;
import io.stackctl.compose.model.ComposeFile;
import io.stackctl.convert.StackConverter;
import io.stackctl.diagnostic.DiagnosticPrinter;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Palette;
import java.util.List;
import java.util.Optional;

/** Reads compose files and tells every mistake in them, each with its place. */
final class ComposeInput {
    private final CommandContext context;
    private final Environment environment;
    private final LocalFiles files;
    private final Reading reading;

    ComposeInput(CommandContext context) {
        this(context, Reading.OURS);
    }

    ComposeInput(CommandContext context, Reading reading) {
        this.reading = reading;
        this.context = context;
        this.environment = Environment.of(context.environment());
        this.files = new LocalFiles(context.terminal().in());
    }

    /** The files as one model, for {@code config}. */
    ComposeFile forDisplay(List<String> names, boolean interpolate) throws CommandException {
        var loaded = ComposeLoader.loadForDisplay(names, environment, files, interpolate, reading);
        return sound(loaded.file(), loaded.diagnostics());
    }

    /** The files as one model that can be deployed. */
    ComposeFile forDeploy(List<String> names) throws CommandException {
        var loaded = ComposeLoader.load(names, environment, files, reading);
        return sound(loaded.file(), loaded.diagnostics());
    }

    /** The files as the spec of a stack, with the contents that travel beside it. */
    StackConverter.Converted forDeploy(String stack, List<String> names) throws CommandException {
        return converted(stack, forDeploy(names));
    }

    StackConverter.Converted converted(String stack, ComposeFile file) throws CommandException {
        var converted = StackConverter.convert(stack, file, files, reading);
        sound(converted.stack(), converted.diagnostics());
        return converted;
    }

    private <T> T sound(Optional<T> result, Diagnostics found) throws CommandException {
        String text = new DiagnosticPrinter(context.colour() ? Palette.ANSI : Palette.PLAIN).print(found);
        if (result.isEmpty()) {
            throw CommandException.error(text.stripTrailing());
        }
        if (!text.isEmpty()) {
            context.tell(text.stripTrailing());
        }
        return result.get();
    }
}

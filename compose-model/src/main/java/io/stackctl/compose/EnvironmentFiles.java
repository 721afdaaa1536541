package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Source;
import io.stackctl.yaml.Span;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that give variables to compose files: those that the user names, or else {@code .env} beside the first
 * compose file. What the process has set wins over them, and a later file over an earlier one.
 */
public final class EnvironmentFiles {
    private static final String STANDARD_NAME = ".env";

    /** Ordinals of these files in messages come before those of compose files. */
    private static final int FIRST_ORDINAL = -1_000;

    private final Environment process;
    private final Files files;
    private final Diagnostics.Collector diagnostics = new Diagnostics.Collector();
    private final SortedMap<String, Environment.Variable> variables = new TreeMap<>();

    private EnvironmentFiles(Environment process, Files files) {
        this.process = process;
        this.files = files;
    }

    /**
     * What the files gave.
     *
     * @param environment of the process and the files together
     */
    public record Read(Environment environment, Diagnostics diagnostics) {}

    /**
     * Reads the files.
     *
     * @param composeFiles as given on the command line
     * @param envFiles as given on the command line; they must exist
     */
    public static Read read(List<String> composeFiles, List<String> envFiles, Environment process, Files files) {
        EnvironmentFiles reader = new EnvironmentFiles(process, files);
        if (envFiles.isEmpty()) {
            reader.standard(composeFiles);
        } else {
            for (int i = 0; i < envFiles.size(); i++) {
                reader.named(envFiles.get(i), FIRST_ORDINAL + i);
            }
        }
        reader.variables.putAll(process.variables());
        return new Read(new Environment(reader.variables), reader.diagnostics.toDiagnostics());
    }

    private void standard(List<String> composeFiles) {
        String directory = composeFiles.stream()
                .findFirst()
                .map(name -> name.split(",", -1)[0])
                .filter(name -> !name.equals(Files.STANDARD_INPUT))
                .map(name -> PathNames.parent(PathNames.resolve(files.workingDirectory(), name)))
                .orElse(files.workingDirectory());
        if (files.read(PathNames.resolve(directory, STANDARD_NAME)) instanceof Files.Content.Found found) {
            Source source = add(STANDARD_NAME, FIRST_ORDINAL, found);
            if (!variables.isEmpty()) {
                diagnostics.add(Diagnostic.at(
                                source.start(),
                                Code.DOT_ENV_READ,
                                "variables are read from `.env`, which docker ignores")
                        .withLabel("`--env-file .env` says that this is meant"));
            }
        }
    }

    private void named(String name, int ordinal) {
        switch (files.read(PathNames.resolve(files.workingDirectory(), name))) {
            case Files.Content.Found found -> {
                Source _ = add(name, ordinal, found);
            }
            case Files.Content.Failed(var reason) ->
                diagnostics.add(
                        Diagnostic.nowhere(Code.UNREADABLE_FILE, "cannot read env file `" + name + "`: " + reason));
        }
    }

    private Source add(String name, int ordinal, Files.Content.Found content) {
        DotEnv.Parsed parsed = DotEnv.parse(ordinal, name, content.bytes(), this::get);
        parsed.mistakes()
                .forEach(mistake -> diagnostics.add(Diagnostic.at(
                                Span.at(parsed.source(), mistake.line(), 1), Code.INVALID_ENV_FILE, mistake.reason())
                        .withLabel("write NAME=value")));
        parsed.lines()
                .forEach(line ->
                        variables.put(line.name(), new Environment.Variable(line.value(), name + ":" + line.number())));
        return parsed.source();
    }

    private Optional<String> get(String name) {
        return process.get(name)
                .or(() -> Optional.ofNullable(variables.get(name)).map(Environment.Variable::value));
    }
}

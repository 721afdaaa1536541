package io.stackctl.cli.ci;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lines that a GitHub runner takes for commands. What containers wrote is put between two that switch commands off, so
 * that a log cannot give any. Source: GitHub's reference of workflow commands.
 */
public final class WorkflowCommands {
    private static final String VARIABLE = "GITHUB_ACTIONS";
    private static final String WORKSPACE = "GITHUB_WORKSPACE";

    private final PrintStream out;
    private final Optional<Path> workspace;
    private final Supplier<String> tokens;

    /** {@code tokens}: makes words that nobody can guess. */
    public WorkflowCommands(PrintStream out, Map<String, String> environment, Supplier<String> tokens) {
        this.out = out;
        this.workspace = Optional.ofNullable(environment.get(WORKSPACE)).map(Path::of);
        this.tokens = tokens;
    }

    /** Whether a runner reads along. */
    public static boolean wanted(Map<String, String> environment) {
        return "true".equals(environment.get(VARIABLE));
    }

    public void group(String title) {
        out.println("::group::" + data(title));
    }

    public void endGroup() {
        out.println("::endgroup::");
    }

    /** An annotation. {@code level}: {@code error} or {@code warning}. */
    public void annotate(String level, Optional<Place> place, String title, String message) {
        var at = place.map(found -> "file=" + property(file(found.file())) + ",line=" + found.line() + ",col="
                        + found.column() + ",")
                .orElse("");
        out.println("::" + level + " " + at + "title=" + property(title) + "::" + data(message));
    }

    /** Lines that are shown as they are, whatever they hold. */
    public void verbatim(List<String> lines) {
        var token = tokens.get();
        out.println("::stop-commands::" + token);
        lines.forEach(out::println);
        out.println("::" + token + "::");
    }

    /** As the runner knows it: from the root of the work tree. */
    private String file(String name) {
        try {
            var path = Path.of(name).toAbsolutePath().normalize();
            return workspace
                    .filter(path::startsWith)
                    .map(root -> root.relativize(path).toString())
                    .orElse(name);
        } catch (InvalidPathException notFile) {
            return name;
        }
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}

package io.stackctl.cli.flags;

import static io.stackctl.cli.flags.Flag.list;
import static io.stackctl.cli.flags.Flag.single;
import static io.stackctl.cli.flags.Flag.toggle;

import io.stackctl.compose.EnvFile;
import io.stackctl.compose.ShellWords;
import io.stackctl.compose.model.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The process of a container: image, command, environment, labels. */
final class ProcessFlags {
    private static final String IMAGE_LABEL = "com.docker.stack.image";

    private ProcessFlags() {}

    static List<Flag> ofCreate() {
        return List.of(list("--env-file", "FILE", "Read in a file of environment variables", ProcessFlags::envFile));
    }

    static List<Flag> ofUpdate() {
        return List.of(
                single("--image", "IMAGE", "Service image tag", ProcessFlags::image),
                single(
                        "--args",
                        "COMMAND",
                        "Service command args",
                        (draft, value) -> draft.container.arguments = words(value)),
                toggle(
                        "--force",
                        "Force update even if no changes require it",
                        (draft, on) -> draft.forceUpdate += on ? 1 : 0));
    }

    static List<Flag> common() {
        return List.of(
                single(
                        "--entrypoint",
                        "COMMAND",
                        "Overwrite the default ENTRYPOINT of the image",
                        (draft, value) -> draft.container.entrypoint = words(value)),
                single(
                                "--user",
                                "USER",
                                "Username or UID (format: <name|uid>[:<group|gid>])",
                                (draft, value) -> draft.container.user = text(value))
                        .alias("-u"),
                single(
                                "--workdir",
                                "FOLDER",
                                "Working directory inside the container",
                                (draft, value) -> draft.container.workingDirectory = text(value))
                        .alias("-w"),
                toggle("--tty", "Allocate a pseudo-TTY", (draft, on) -> draft.container.tty = on)
                        .alias("-t"),
                toggle(
                        "--init",
                        "Use an init inside each service container to forward signals and reap processes",
                        (draft, on) -> draft.container.init = Optional.of(on)),
                single(
                        "--stop-signal",
                        "SIGNAL",
                        "Signal to stop the container",
                        (draft, value) -> draft.container.stopSignal = text(value)),
                single(
                        "--stop-grace-period",
                        "DURATION",
                        "Time to wait before force killing a container (ns|us|ms|s|m|h) (default 10s)",
                        (draft, value) -> draft.container.stopGrace = Values.duration(value)),
                single(
                        "--log-driver",
                        "DRIVER",
                        "Logging driver for service",
                        (draft, value) -> draft.container.logDriver = value),
                list("--log-opt", "KEY=VALUE", "Logging driver options", (draft, value) -> {
                    var option = KeyValue.whole(value);
                    draft.container.logOptions.put(option.key(), option.value());
                }));
    }

    static List<Pair> pairs() {
        return List.of(
                new Pair(
                        "env",
                        "-e",
                        "NAME=VALUE",
                        "environment variables",
                        ProcessFlags::variable,
                        "NAME",
                        (draft, name) -> draft.container.environment.remove(name)),
                labels("label", "-l", "service labels", draft -> draft.labels),
                labels("container-label", "", "container labels", draft -> draft.container.labels),
                new Pair(
                        "group",
                        "GROUP",
                        "supplementary user groups of the container",
                        (draft, group) -> {
                            if (!draft.container.groups.contains(group)) {
                                draft.container.groups.add(group);
                            }
                        },
                        "GROUP",
                        (draft, group) -> draft.container.groups.remove(group)));
    }

    /** Which labels of a service are meant. */
    private interface Labels {
        SortedMap<String, String> of(ServiceDraft draft);
    }

    private static Pair labels(String name, String shortName, String what, Labels labels) {
        return new Pair(
                name,
                shortName,
                "KEY=VALUE",
                what,
                (draft, value) -> {
                    var label = KeyValue.of(value);
                    labels.of(draft).put(label.key(), label.value());
                },
                "KEY",
                (draft, key) -> labels.of(draft).remove(key));
    }

    /** The label of a stack's service says which image its file names; a change by hand is one from that. */
    private static void image(ServiceDraft draft, String text) throws FlagException {
        draft.container.image = reference(text);
        draft.labels.computeIfPresent(IMAGE_LABEL, (_, _) -> text);
    }

    /** With a tag. */
    static String reference(String text) throws FlagException {
        return ImageReference.parse(text)
                .map(ImageReference::withTag)
                .orElseThrow(() -> new FlagException("\"" + text + "\" is not a valid repository/tag"));
    }

    private static void variable(ServiceDraft draft, String text) throws FlagException {
        if (text.isEmpty() || text.startsWith("=")) {
            throw new FlagException("invalid environment variable: write NAME=value");
        }
        boolean known = !text.contains("=") && draft.ofUser.containsKey(text);
        draft.container.variable(known ? text + "=" + draft.ofUser.get(text) : text);
    }

    /** A name alone is the user's variable, if there is one. */
    private static void envFile(ServiceDraft draft, String path) throws FlagException {
        switch (EnvFile.parse(read(path))) {
            case EnvFile.Invalid(var line, var reason) ->
                throw new FlagException("line " + line + ": " + reason.replace('`', '\''));
            case EnvFile.Parsed(var lines) ->
                lines.forEach(line -> line.value()
                        .or(() -> Optional.ofNullable(draft.ofUser.get(line.name())))
                        .ifPresent(value -> draft.container.variable(line.name() + "=" + value)));
        }
    }

    private static byte[] read(String path) throws FlagException {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException | InvalidPathException failure) {
            throw new FlagException("the file cannot be read");
        }
    }

    private static List<String> words(String text) throws FlagException {
        return ShellWords.split(text).orElseThrow(() -> new FlagException("a quote is not closed"));
    }

    /** An empty text takes the value away. */
    static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}

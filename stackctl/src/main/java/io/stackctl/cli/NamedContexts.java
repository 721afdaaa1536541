package io.stackctl.cli;

import io.stackctl.cli.client.HostAddress;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Names that a user has for clusters, each a file in a folder of the user's; {@code default} is the daemon of this machine and
 * has none. Names and their rule are docker's.
 */
final class NamedContexts {
    static final String DEFAULT = "default";
    private static final String SHAPE = "[a-zA-Z0-9][a-zA-Z0-9_.+-]+";
    private static final String SUFFIX = ".properties";
    private static final String CURRENT = "current";

    private final Path folder;

    private NamedContexts(Path folder) {
        this.folder = folder;
    }

    /** {@code description}: may be empty. */
    record NamedContext(String name, String description, HostAddress host) {}

    /** Where {@code STACKCTL_CONFIG} says, else where configurations of users are. */
    static NamedContexts of(Map<String, String> environment) {
        var own = environment.getOrDefault("STACKCTL_CONFIG", "");
        if (!own.isEmpty()) {
            return new NamedContexts(Path.of(own));
        }
        var general = environment.getOrDefault("XDG_CONFIG_HOME", "");
        var home = environment.getOrDefault("HOME", "/");
        return new NamedContexts((general.isEmpty() ? Path.of(home, ".config") : Path.of(general)).resolve("stackctl"));
    }

    HostAddress host(String name) throws CommandException {
        return find(name).host();
    }

    NamedContext find(String name) throws CommandException {
        if (name.equals(DEFAULT)) {
            return new NamedContext(DEFAULT, "The daemon of this machine", HostAddress.DEFAULT);
        }
        check(name);
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file(name))));
        } catch (NoSuchFileException none) {
            throw CommandException.error(
                    "context \"" + name + "\" does not exist; stackctl context ls lists those there are");
        } catch (IOException | IllegalArgumentException damaged) {
            throw CommandException.error("cannot read " + file(name) + ": " + damaged.getMessage());
        }
        var host = HostAddress.parse(properties.getProperty("host", ""))
                .orElseThrow(
                        () -> CommandException.error(file(name) + " names no host: remove the context and create it"));
        return new NamedContext(name, properties.getProperty("description", ""), host);
    }

    /** By name; the one of this machine among them. */
    List<NamedContext> all() throws CommandException {
        var all = new java.util.ArrayList<NamedContext>();
        for (var name : names()) {
            all.add(find(name));
        }
        return List.copyOf(all);
    }

    private List<String> names() throws CommandException {
        var contexts = folder.resolve("contexts");
        if (!Files.isDirectory(contexts)) {
            return List.of(DEFAULT);
        }
        try (Stream<Path> files = Files.list(contexts)) {
            var names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()));
            return Stream.concat(Stream.of(DEFAULT), names).sorted().toList();
        } catch (IOException failure) {
            throw CommandException.error("cannot read " + contexts + ": " + FileErrors.reason(failure));
        }
    }

    boolean exists(String name) {
        return name.equals(DEFAULT) || Files.exists(file(name));
    }

    void create(NamedContext context) throws CommandException {
        check(context.name());
        if (exists(context.name())) {
            throw CommandException.error("context \"" + context.name() + "\" already exists");
        }
        if (names().size() >= Limits.CONTEXTS) {
            throw CommandException.error("there are " + Limits.CONTEXTS + " contexts already; remove some");
        }
        var properties = new Properties();
        properties.setProperty("host", context.host().toString());
        properties.setProperty("description", context.description());
        var text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException impossible) {
            throw new IllegalStateException("a string takes everything", impossible);
        }
        write(file(context.name()), text.toString());
    }

    void remove(String name) throws CommandException {
        check(name);
        try {
            Files.delete(file(name));
        } catch (NoSuchFileException none) {
            throw CommandException.error("context \"" + name + "\" does not exist");
        } catch (IOException failure) {
            throw CommandException.error("cannot remove " + file(name) + ": " + FileErrors.reason(failure));
        }
    }

    /** What {@code context use} chose, whether or not it still is there. */
    String current() throws CommandException {
        var file = folder.resolve(CURRENT);
        try {
            var name = Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
            return name.orElse(DEFAULT);
        } catch (NoSuchFileException none) {
            return DEFAULT;
        } catch (IOException failure) {
            throw CommandException.error("cannot read " + file + ": " + FileErrors.reason(failure));
        }
    }

    void use(String name) throws CommandException {
        find(name);
        write(folder.resolve(CURRENT), name + "\n");
    }

    static void check(String name) throws CommandException {
        if (name.equals(DEFAULT)) {
            throw CommandException.error("\"default\" is a reserved context name");
        }
        if (!name.matches(SHAPE)) {
            throw CommandException.error(
                    "context name \"" + name + "\" is invalid, names are validated against regexp \"^" + SHAPE + "$\"");
        }
    }

    private Path file(String name) {
        return folder.resolve("contexts").resolve(name + SUFFIX);
    }

    /** Whole or not at all. */
    private static void write(Path file, String text) throws CommandException {
        try {
            Files.createDirectories(file.resolveSibling("."));
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw CommandException.error("cannot write " + file + ": " + FileErrors.reason(failure));
        }
    }
}

package io.stackctl.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The compose files of a command. */
final class ComposeFileOption {
    @Option(
            names = {"-c", "--compose-file"},
            paramLabel = "FILE",
            description = "Path to a Compose file, or - to read from stdin; may be given more than once")
    private final List<String> files = new ArrayList<>();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "File of variables for the Compose files, in place of .env; may be given more than once")
    private final List<String> envFiles = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Also deploy services of this profile; may be given more than once")
    private final List<String> profiles = new ArrayList<>();

    List<String> profiles() {
        return profiles;
    }

    List<String> envFiles() {
        return envFiles;
    }

    List<String> given() throws CommandException {
        if (files.isEmpty()) {
            throw CommandException.error("specify a Compose file (with --compose-file)");
        }
        return files;
    }

    /** As given; perhaps none. */
    List<String> all() {
        return files;
    }

    boolean any() {
        return !files.isEmpty();
    }
}

package io.stackctl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Several commands in one process, so that one cache of loaded classes serves them all: java trains a cache on a single
 * run. For {@code packaging/train}, which names the file in the system property {@value #PROPERTY}.
 */
final class TrainingRun {
    static final String PROPERTY = "stackctl.training";

    private TrainingRun() {}

    /**
     * Runs each line of the file as a command; words are separated by spaces.
     *
     * @return the exit code of the first that failed, or 0
     */
    static int of(CommandContext context, Path lines) throws IOException {
        int worst = ExitCode.SUCCESS.number();
        for (var line : Files.readAllLines(lines)) {
            int code = Stackctl.run(context, line.strip().split(" +"));
            worst = worst == ExitCode.SUCCESS.number() ? code : worst;
        }
        return worst;
    }
}

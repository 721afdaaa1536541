package io.stackctl.cli;

import io.stackctl.compose.Reading;
import picocli.CommandLine.Option;

/** Whether compose files are read as docker reads them. */
final class ReadingOption {
    @Option(
            names = "--compat",
            description = "Read the files exactly as docker stack does, without our checks and additions")
    private boolean compat;

    Reading chosen() {
        return compat ? Reading.PEER : Reading.OURS;
    }
}

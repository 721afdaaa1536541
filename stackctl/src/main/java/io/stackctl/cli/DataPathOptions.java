package io.stackctl.cli;

import picocli.CommandLine.Option;

/** Docker's flags for the traffic between containers of several machines, which has no way of its own here. */
final class DataPathOptions {
    @Option(
            names = "--data-path-addr",
            paramLabel = "IP|INTERFACE",
            description = "Refused: there is no data path between machines to choose")
    private String address = "";

    void check() throws CommandException {
        if (!address.isEmpty()) {
            throw refused("--data-path-addr");
        }
    }

    static CommandException refused(String flag) {
        return CommandException.error(
                flag + ": containers of several machines have no traffic between them yet, so there"
                        + " is no data path to choose; leave the flag out");
    }
}

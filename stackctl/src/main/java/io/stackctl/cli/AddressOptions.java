package io.stackctl.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Where a new node listens, where others reach it, and whether it takes tasks. */
final class AddressOptions {
    @Option(
            names = "--advertise-addr",
            paramLabel = "IP|INTERFACE[:PORT]",
            description = "Advertised address: where other nodes reach this one")
    String advertise = "";

    @Option(
            names = "--listen-addr",
            paramLabel = "IP|INTERFACE[:PORT]",
            description = "Listen address (default: 0.0.0.0:2377)")
    String listen = "";

    @Option(
            names = "--availability",
            paramLabel = "WHICH",
            description = "Availability of the node: active, pause or drain (default: active)")
    String availability = "active";

    void check() throws CommandException {
        if (!List.of("active", "pause", "drain").contains(availability)) {
            throw CommandException.error(
                    "invalid availability \"" + availability + "\", only active, pause and drain are supported");
        }
    }
}

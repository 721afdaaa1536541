package io.stackctl.compose.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** That a service is on a network, named by its key in the file. */
public record Attachment(
        Located<String> network,
        List<String> aliases,
        Optional<Located<String>> ipv4Address,
        SortedMap<String, String> driverOptions) {
    public Attachment {
        aliases = List.copyOf(aliases);
    }
}

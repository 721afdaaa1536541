package io.stackctl.compose.model;

import io.stackctl.yaml.Span;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A top-level network. {@code name}: the exact name it has, or shall have, in the cluster. */
public record Network(
        String key,
        Span span,
        boolean external,
        Optional<Located<String>> name,
        Optional<String> driver,
        SortedMap<String, String> driverOptions,
        boolean internal,
        boolean attachable,
        SortedMap<String, String> labels,
        List<Pool> pools,
        Optional<String> ipamDriver) {
    public Network {
        pools = List.copyOf(pools);
    }

    /** Addresses that the network takes its own from. */
    public record Pool(Located<String> subnet, Optional<Located<String>> gateway, Optional<Located<String>> range) {}
}

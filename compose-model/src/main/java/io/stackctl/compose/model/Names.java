package io.stackctl.compose.model;

import java.util.List;
import java.util.Optional;

/**
 * How a container is called and what it can look up.
 *
 * @param extraHosts {@code name:address}
 */
public record Names(
        Optional<String> hostname,
        Optional<String> domain,
        List<Located<String>> extraHosts,
        List<Located<String>> dns,
        List<String> dnsSearch,
        List<String> dnsOptions) {
    public Names {
        extraHosts = List.copyOf(extraHosts);
        dns = List.copyOf(dns);
        dnsSearch = List.copyOf(dnsSearch);
        dnsOptions = List.copyOf(dnsOptions);
    }
}

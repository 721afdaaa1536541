package io.stackctl.cli.flags;

import io.stackctl.spec.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a container names itself and finds others, while that is being edited. */
final class NamingDraft {
    Optional<String> hostname;
    final Optional<String> domain;
    final List<Naming.Host> hosts;
    final List<String> servers;
    final List<String> search;
    final List<String> options;

    NamingDraft(Naming naming) {
        hostname = naming.hostname();
        domain = naming.domain();
        hosts = new ArrayList<>(naming.hosts());
        servers = new ArrayList<>(naming.servers());
        search = new ArrayList<>(naming.search());
        options = new ArrayList<>(naming.options());
    }

    Naming naming() {
        return new Naming(hostname, domain, hosts, servers, search, options);
    }
}

package io.stackctl.cli.flags;

import io.stackctl.spec.Naming;
import java.util.List;
import java.util.function.Function;

/** Names by which a container finds others. */
final class NamingFlags {
    private NamingFlags() {}

    static List<Pair> pairs() {
        return List.of(
                texts("dns", "ADDRESS", "custom DNS servers", draft -> draft.container.naming.servers),
                texts("dns-option", "OPTION", "DNS options", draft -> draft.container.naming.options),
                texts("dns-search", "DOMAIN", "custom DNS search domains", draft -> draft.container.naming.search),
                new Pair(
                        "host",
                        "NAME:ADDRESS",
                        "custom host-to-IP mappings",
                        (draft, value) -> {
                            var host = host(value);
                            if (!draft.container.naming.hosts.contains(host)) {
                                draft.container.naming.hosts.add(host);
                            }
                        },
                        "NAME[:ADDRESS]",
                        (draft, value) -> draft.container.naming.hosts.removeIf(host ->
                                host.name().equals(value) || (host.name() + ":" + host.address()).equals(value))));
    }

    private static Pair texts(String name, String label, String what, Function<ServiceDraft, List<String>> list) {
        return new Pair(
                name,
                label,
                what,
                (draft, value) -> {
                    if (!list.apply(draft).contains(value)) {
                        list.apply(draft).add(value);
                    }
                },
                label,
                (draft, value) -> list.apply(draft).remove(value));
    }

    private static Naming.Host host(String text) throws FlagException {
        int sign = text.indexOf('=') > 0 ? text.indexOf('=') : text.indexOf(':');
        if (sign < 1 || sign == text.length() - 1) {
            throw new FlagException("bad format for add-host: write name:address");
        }
        return new Naming.Host(text.substring(0, sign), text.substring(sign + 1));
    }
}

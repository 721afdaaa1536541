package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The long form of {@code extra_hosts}: a list of {@code name:address}; a mapping is sorted, a list keeps its order. */
final class HostsForm {
    private HostsForm() {}

    static Optional<Yaml> apply(Yaml value, Context context) {
        List<Yaml> hosts = new ArrayList<>();
        switch (value) {
            case Yaml.Mapping mapping -> {
                mapping.entries()
                        .values()
                        .forEach(entry -> address(entry.value(), context)
                                .ifPresent(address -> hosts.add(host(entry.key().name(), address, entry.value()))));
                hosts.sort(Comparator.comparing(Forms::given));
            }
            case Yaml.Sequence sequence -> sequence.items().forEach(item -> fromText(item, hosts, context));
            case Yaml.Scalar _ -> {} // the schema refused it
        }
        return hosts.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Sequence(hosts, value.span()));
    }

    /** A key without a value is no host to the peer, which also prints a number as Go prints one where it wants text. */
    private static Optional<String> address(Yaml value, Context context) {
        if (context.reading() == Reading.OURS) {
            return Optional.of(Forms.given(value));
        }
        return Forms.print(value).map(text -> switch (((Yaml.Scalar) value).value()) {
            case ScalarValue.Int _ -> "%!s(int=" + text + ")";
            case ScalarValue.Real _ -> "%!s(float64=" + text + ")";
            case ScalarValue.Null _, ScalarValue.Bool _, ScalarValue.Timestamp _, ScalarValue.Text _ -> text;
        });
    }

    private static void fromText(Yaml item, List<Yaml> hosts, Context context) {
        String text = Forms.given(item);
        int sign = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
        if (sign < 0) {
            context.warn(item.span(), Code.IGNORED_KEY, "this host has no address", "write `name:address`");
        } else {
            hosts.add(host(text.substring(0, sign), text.substring(sign + 1), item));
        }
    }

    private static Yaml host(String name, String address, Yaml place) {
        boolean brackets = address.length() > 2 && address.startsWith("[") && address.endsWith("]");
        String bare = brackets ? address.substring(1, address.length() - 1) : address;
        return Yaml.Scalar.text(name + ":" + bare, place.span());
    }
}

package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The long form of {@code ports}. */
final class PortForms {
    private static final Form LONG = Forms.mapping(Map.of(
            "host_ip", Forms::text,
            "mode", Forms::text,
            "protocol", Forms::text,
            "published", PortForms::published,
            "target", Forms::numberOrNothing));

    /** The key of the address to listen on. */
    static final String ADDRESS = "host_ip";

    private PortForms() {}

    static Optional<Yaml> apply(Yaml value, Context context) {
        List<Yaml> ports = new ArrayList<>();
        if (value instanceof Yaml.Sequence sequence) {
            for (Yaml item : sequence.items()) {
                if (item instanceof Yaml.Scalar scalar) {
                    ports.addAll(shortForm(scalar, context));
                } else {
                    LONG.apply(item, context).ifPresent(ports::add);
                }
            }
        }
        return ports.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Sequence(ports, value.span()));
    }

    private static List<Yaml> shortForm(Yaml.Scalar scalar, Context context) {
        if (scalar.value() instanceof ScalarValue.Real) {
            context.refuse(scalar.span(), Code.INVALID_PORT, "a port is a whole number", "quote it if it is meant so");
            return List.of();
        }
        if (!(PortSyntax.parse(scalar.value().print()) instanceof PortSyntax.Parsed(var ports))) {
            return List.of(); // the schema's format refused it
        }
        return ports.stream().map(port -> longForm(port, scalar, context)).toList();
    }

    /** A number; the Compose Specification has it as text too. */
    private static Optional<Yaml> published(Yaml value, Context context) {
        if (!(value instanceof Yaml.Scalar scalar) || !(scalar.value() instanceof ScalarValue.Text(var text))) {
            return Forms.numberOrNothing(value, context);
        }
        if (!text.matches("[0-9]{1,5}")) {
            return context.refuse(
                    value.span(), Code.INVALID_PORT, "`" + text + "` is no port", "for ranges use `published:target`");
        }
        return Optional.of(Integer.parseInt(text))
                .filter(number -> number != 0)
                .map(number -> Yaml.Scalar.number(number, value.span()));
    }

    private static Yaml longForm(PortSyntax.Port port, Yaml place, Context context) {
        List<Yaml.Entry> entries = new ArrayList<>();
        entries.add(entry("mode", Yaml.Scalar.text("ingress", place.span())));
        if (port.target() != 0) {
            entries.add(entry("target", Yaml.Scalar.number(port.target(), place.span())));
        }
        if (port.published() != 0) {
            entries.add(entry("published", Yaml.Scalar.number(port.published(), place.span())));
        }
        entries.add(entry("protocol", Yaml.Scalar.text(port.protocol(), place.span())));
        port.address().filter(address -> !address.equals("0.0.0.0")).ifPresent(address -> {
            if (context.reading() == Reading.OURS) {
                entries.add(entry(ADDRESS, Yaml.Scalar.text(address, place.span())));
            } else {
                context.warn(
                        place.span(),
                        Code.IGNORED_KEY,
                        "the address `" + address + "` has no effect",
                        "the port is open on every address");
            }
        });
        return Yaml.Mapping.of(entries, place.span());
    }

    private static Yaml.Entry entry(String key, Yaml value) {
        return new Yaml.Entry(new Yaml.Key(key, value.span()), value);
    }
}

package io.stackctl.cli.flags;

import io.stackctl.compose.PortSyntax;
import io.stackctl.spec.PortSpec;
import java.util.List;
import java.util.Optional;

/** A published port: {@code 8080:80/tcp}, or {@code published=8080,target=80,protocol=tcp,mode=host}. */
final class PortFlag {
    private static final int LARGEST = 65_535;

    private PortFlag() {}

    static List<PortSpec> parse(String text) throws FlagException {
        return text.contains("=") ? List.of(fields(Csv.parse(text))) : shortForm(text);
    }

    private static List<PortSpec> shortForm(String text) throws FlagException {
        return switch (PortSyntax.parse(text)) {
            case PortSyntax.Invalid(var reason) ->
                throw new FlagException(reason.replace('`', '\'') + "; write [published:]target[/protocol]");
            case PortSyntax.Parsed(var ports) ->
                ports.stream().map(PortFlag::ingress).toList();
        };
    }

    private static PortSpec ingress(PortSyntax.Port port) {
        return new PortSpec(
                port.target(),
                published(port.published()),
                protocolOf(port.protocol()),
                PortSpec.PublishMode.INGRESS,
                port.address().filter(address -> !address.equals("0.0.0.0") && !address.equals("::")));
    }

    private static PortSpec.Protocol protocolOf(String checked) {
        return switch (checked) {
            case "udp" -> PortSpec.Protocol.UDP;
            case "sctp" -> PortSpec.Protocol.SCTP;
            default -> PortSpec.Protocol.TCP;
        };
    }

    private static Optional<Integer> published(int number) {
        return number == 0 ? Optional.empty() : Optional.of(number);
    }

    private static PortSpec fields(Csv fields) throws FlagException {
        var target = fields.take("target");
        if (target.isEmpty()) {
            throw new FlagException("missing mandatory field 'target'");
        }
        var published = fields.take("published");
        var protocol = fields.take("protocol").orElse("tcp");
        var mode = fields.take("mode").orElse("ingress");
        fields.end("target, published, protocol, mode");
        return new PortSpec(
                number("target", target.get()),
                published(published.isPresent() ? number("published", published.get()) : 0),
                Values.word(protocol, List.of(PortSpec.Protocol.values())),
                Values.word(mode, List.of(PortSpec.PublishMode.values())),
                Optional.empty());
    }

    private static int number(String field, String text) throws FlagException {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LARGEST) {
            throw new FlagException("invalid " + field + " port (" + text + "): it is a number up to 65535");
        }
        return Integer.parseInt(text);
    }
}

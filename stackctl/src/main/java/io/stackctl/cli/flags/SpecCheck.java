package io.stackctl.cli.flags;

import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.ServiceSpec;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What no single flag can tell: values that do not go together. The texts are the peer's. */
final class SpecCheck {
    private SpecCheck() {}

    static void check(ServiceSpec spec) throws FlagException {
        ports(spec);
        files("secret", spec.container().secrets());
        files("config", spec.container().configs());
    }

    private static void ports(ServiceSpec spec) throws FlagException {
        var published = new TreeSet<String>();
        for (var port : spec.ports()) {
            boolean fresh =
                    port.published().isEmpty() || published.add(port.published().get() + "/" + port.protocol());
            if (!fresh) {
                throw new FlagException("duplicate published ports provided: "
                        + port.published().get() + "/" + port.protocol().text() + "; --publish-rm takes one away");
            }
            if (port.mode() == PortSpec.PublishMode.INGRESS && spec.endpointMode() == EndpointMode.DNSRR) {
                throw new FlagException("port published with ingress mode can't be used with dnsrr mode; add mode=host"
                        + " to the port, or use --endpoint-mode vip");
            }
        }
    }

    private static void files(String kind, List<FileReference> files) throws FlagException {
        var targets = new TreeMap<String, String>();
        for (var file : files) {
            var other = targets.put(file.target(), file.name());
            if (other != null) {
                throw new FlagException(kind + " references '" + other + "' and '" + file.name()
                        + "' have a conflicting target: '" + file.target() + "'");
            }
        }
    }
}

package io.stackctl.convert;

import io.stackctl.compose.GoDurations;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One service of an exported file. */
final class ServiceExport {
    private final ServiceSpec spec;
    private final ShortNames names;
    private final List<String> warnings;
    private final String key;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    private ServiceExport(ServiceSpec spec, ShortNames names, List<String> warnings) {
        this.spec = spec;
        this.names = names;
        this.warnings = warnings;
        this.key = names.of(spec.name());
    }

    static ObjectNode of(ServiceSpec spec, ShortNames names, List<String> warnings) {
        var export = new ServiceExport(spec, names, warnings);
        ContainerExport.add(export.body, spec, names, text -> warnings.add("service " + export.key + ": " + text));
        export.networks();
        export.ports();
        export.pace();
        var deploy = DeployExport.of(spec, new Scope(names.stack()));
        if (!deploy.isEmpty()) {
            export.body.set("deploy", deploy);
        }
        export.unsaid();
        return export.body;
    }

    private void warn(String text) {
        warnings.add("service " + key + ": " + text);
    }

    /** A service that names no network is on the stack's default one. */
    private void networks() {
        if (spec.networks().isEmpty()) {
            warn("it is on no network, and in a file it is on `default`");
            return;
        }
        var usual = spec.networks().size() == 1
                && spec.networks().getFirst().network().equals(names.stack() + "_" + Defaults.NETWORK)
                && network(spec.networks().getFirst()).isEmpty();
        if (usual) {
            return;
        }
        var all = body.putObject("networks");
        spec.networks().forEach(attachment -> all.set(names.of(attachment.network()), network(attachment)));
    }

    /** The service's own key is an alias by itself. */
    private ObjectNode network(NetworkAttachment attachment) {
        var network = JsonNodeFactory.instance.objectNode();
        var aliases = new ArrayList<>(attachment.aliases());
        if (!aliases.isEmpty() && aliases.getLast().equals(key)) {
            aliases.removeLast();
        }
        Bodies.texts(network, "aliases", aliases);
        attachment.address().ifPresent(address -> network.put("ipv4_address", address.toString()));
        Bodies.pairs(network, "driver_opts", attachment.driverOptions());
        return network;
    }

    private void ports() {
        if (spec.ports().isEmpty()) {
            return;
        }
        var ports = body.putArray("ports");
        var distinct = spec.ports().stream().distinct().toList();
        if (distinct.size() < spec.ports().size()) {
            warn("a port that is published twice is written once");
        }
        for (var port : distinct) {
            boolean ingress = port.mode() == PortSpec.PublishMode.INGRESS;
            if (ingress && port.hostAddress().isPresent()) {
                var address = port.hostAddress().get();
                ports.add((address.contains(":") ? "[" + address + "]" : address) + ":"
                        + port.published().map(String::valueOf).orElse("") + ":" + port.target() + "/"
                        + port.protocol().text());
                continue;
            }
            var one = ports.addObject();
            one.put("target", port.target());
            port.published().ifPresent(published -> one.put("published", published));
            one.put("protocol", port.protocol().text());
            one.put("mode", port.mode().name().toLowerCase(Locale.ROOT));
            port.hostAddress().ifPresent(address -> {
                one.put("host_ip", address);
                warn("`host_ip` of port " + port.target() + " is a key that docker stack refuses");
            });
        }
    }

    private void pace() {
        if (!spec.pace().drain().equals(Defaults.DRAIN)) {
            body.put("x-drain", GoDurations.print(spec.pace().drain()));
        }
        if (!spec.pace().progressDeadline().equals(Defaults.PROGRESS_DEADLINE)) {
            body.put("x-progress-deadline", GoDurations.print(spec.pace().progressDeadline()));
        }
    }

    private void unsaid() {
        if (spec.dependencies().isPresent()) {
            warn("what it waits for is left out");
        }
        if (!spec.placement().platforms().isEmpty()) {
            warn("the platforms that it is bound to are left out");
        }
    }
}

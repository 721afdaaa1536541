package io.stackctl.convert;

import io.stackctl.compose.GoDurations;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.ServiceSpec.Dependencies;
import io.stackctl.spec.ServiceSpec.Dependencies.Condition;
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
        spec.dependencies().ifPresent(export::dependencies);
        export.pull();
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

    private void pull() {
        var policy = spec.container().pull();
        if (policy != ContainerSpec.PullPolicy.MISSING) {
            body.put("pull_policy", policy.name().toLowerCase(Locale.ROOT));
            warn("`pull_policy` is a key that docker stack refuses");
        }
    }

    /** A list where that says it all, for docker stack reads nothing else. */
    private void dependencies(Dependencies dependencies) {
        if (dependencies.on().values().stream().allMatch(condition -> condition == Condition.STARTED)) {
            Bodies.texts(body, "depends_on", List.copyOf(dependencies.on().keySet()));
            return;
        }
        warn("docker stack refuses the conditions of `depends_on`");
        var all = body.putObject("depends_on");
        dependencies
                .on()
                .forEach((service, condition) -> all.putObject(service)
                        .put(
                                "condition",
                                switch (condition) {
                                    case STARTED -> "service_started";
                                    case HEALTHY -> "service_healthy";
                                    case COMPLETED -> "service_completed_successfully";
                                }));
    }

    private void unsaid() {
        if (!spec.placement().platforms().isEmpty()) {
            warn("the platforms that it is bound to are left out");
        }
    }
}

package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackctl.node.docker.ContainerOrder.Endpoint;
import io.stackctl.node.docker.ContainerOrder.Networking;
import io.stackctl.spec.Command;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Privileges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a create request, field by field of the spec: the only place that knows it. What the spec leaves out is
 * left out here, so that the image's own or the engine's default counts.
 */
final class ContainerRequest {
    private ContainerRequest() {}

    static ObjectNode of(ContainerOrder order) {
        var spec = order.spec().container();
        var body = object();
        body.put("Image", spec.image());
        command(body, spec.command());
        strings(body, "Env", order.environment());
        order.hostname().ifPresent(name -> body.put("Hostname", name));
        spec.naming().domain().ifPresent(domain -> body.put("Domainname", domain));
        spec.stopSignal().ifPresent(signal -> body.put("StopSignal", signal));
        body.put("StopTimeout", seconds(spec.stopGrace()));
        body.set("Labels", map(order.labels()));
        spec.healthcheck().ifPresent(check -> body.set("Healthcheck", healthcheck(check)));
        ports(body, order);
        body.set("HostConfig", host(order));
        if (order.networking() instanceof Networking.Own(var endpoints)) {
            var first = endpoints.getFirst();
            body.putObject("NetworkingConfig").putObject("EndpointsConfig").set(first.network(), endpoint(first));
        }
        return body;
    }

    /** The least version of the API that can say what the order needs. */
    static ApiVersion needs(ContainerOrder order) {
        return order.mounts().stream()
                        .anyMatch(mount -> mount instanceof MountSpec.Volume volume
                                && volume.subpath().isPresent())
                ? ApiVersion.VOLUME_SUBPATH
                : ApiVersion.OLDEST;
    }

    /** What an engine with this API would drop without a word. */
    static Optional<String> unheard(ContainerOrder order, ApiVersion engine) {
        boolean startInterval = order.spec()
                .container()
                .healthcheck()
                .flatMap(Healthcheck::startInterval)
                .isPresent();
        return startInterval && engine.compareTo(ApiVersion.START_INTERVAL) < 0
                ? Optional.of("the health check's start_interval needs engine 25 or later and is ignored")
                : Optional.empty();
    }

    /** A place on a network, for create and connect alike. */
    static ObjectNode endpoint(Endpoint endpoint) {
        var body = object();
        body.putObject("IPAMConfig").put("IPv4Address", endpoint.address().toString());
        body.put("MacAddress", endpoint.mac());
        if (!endpoint.options().isEmpty()) {
            body.set("DriverOpts", map(endpoint.options()));
        }
        return body;
    }

    private static void command(ObjectNode body, Command command) {
        strings(body, "Entrypoint", command.entrypoint());
        strings(body, "Cmd", command.arguments());
        command.workingDirectory().ifPresent(directory -> body.put("WorkingDir", directory));
        command.user().ifPresent(user -> body.put("User", user));
        body.put("Tty", command.tty());
        body.put("OpenStdin", command.openStdin());
    }

    private static ObjectNode healthcheck(Healthcheck check) {
        var body = object();
        strings(body, "Test", check.test());
        check.interval().ifPresent(time -> body.put("Interval", time.toNanos()));
        check.timeout().ifPresent(time -> body.put("Timeout", time.toNanos()));
        check.startPeriod().ifPresent(time -> body.put("StartPeriod", time.toNanos()));
        check.startInterval().ifPresent(time -> body.put("StartInterval", time.toNanos()));
        check.retries().ifPresent(retries -> body.put("Retries", retries));
        return body;
    }

    /** Ports of the node that lead straight to the container; published ones of the cluster need none. */
    private static void ports(ObjectNode body, ContainerOrder order) {
        var exposed = object();
        order.spec().ports().forEach(port -> exposed.putObject(name(port)));
        if (!exposed.isEmpty()) {
            body.set("ExposedPorts", exposed);
        }
    }

    private static ObjectNode bindings(ContainerOrder order) {
        var bindings = object();
        for (var port : order.spec().ports()) {
            if (port.mode() == PortSpec.PublishMode.HOST) {
                bindings.withArray("/" + name(port).replace("/", "~1"))
                        .addObject()
                        .put("HostIp", port.hostAddress().orElse(""))
                        .put("HostPort", port.published().map(String::valueOf).orElse(""));
            }
        }
        return bindings;
    }

    private static String name(PortSpec port) {
        return port.target() + "/" + port.protocol().text();
    }

    private static ObjectNode host(ContainerOrder order) {
        var spec = order.spec().container();
        var host = object();
        // Managers decide whether another attempt follows: an engine that restarts by itself would hide the end.
        host.putObject("RestartPolicy").put("Name", "no");
        networking(host, order);
        host.set("PortBindings", bindings(order));
        MountRequest.add(host, order);
        privileges(host, spec.privileges());
        AccessRequest.add(host, spec.access());
        strings(host, "GroupAdd", spec.command().groups());
        spec.command().init().ifPresent(init -> host.put("Init", init));
        strings(
                host,
                "ExtraHosts",
                spec.naming().hosts().stream()
                        .map(entry -> entry.name() + ":" + entry.address())
                        .toList());
        spec.logDriver()
                .ifPresent(driver ->
                        host.putObject("LogConfig").put("Type", driver.name()).set("Config", map(driver.options())));
        var limit = order.spec().resources().limit();
        positive(host, "NanoCpus", limit.nanoCpus());
        positive(host, "Memory", limit.memoryBytes());
        positive(host, "PidsLimit", limit.pids());
        return host;
    }

    /** On our networks a file of ours names the resolver; elsewhere the engine writes one. */
    private static void networking(ObjectNode host, ContainerOrder order) {
        switch (order.networking()) {
            case Networking.Own(var endpoints) ->
                host.put("NetworkMode", endpoints.getFirst().network());
            case Networking.Predefined(var mode) -> {
                host.put("NetworkMode", mode);
                var naming = order.spec().container().naming();
                strings(host, "Dns", naming.servers());
                strings(host, "DnsSearch", naming.search());
                strings(host, "DnsOptions", naming.options());
            }
        }
    }

    private static void privileges(ObjectNode host, Privileges privileges) {
        strings(host, "CapAdd", privileges.capabilitiesAdded());
        strings(host, "CapDrop", privileges.capabilitiesDropped());
        strings(host, "SecurityOpt", privileges.securityOptions());
        if (!privileges.sysctls().isEmpty()) {
            host.set("Sysctls", map(privileges.sysctls()));
        }
        for (var ulimit : privileges.ulimits()) {
            host.withArray("/Ulimits")
                    .addObject()
                    .put("Name", ulimit.name())
                    .put("Soft", ulimit.soft())
                    .put("Hard", ulimit.hard());
        }
        host.put("ReadonlyRootfs", privileges.readOnlyRoot());
        host.put("Privileged", privileges.privileged());
        privileges.oomScoreAdjustment().ifPresent(score -> host.put("OomScoreAdj", score));
        privileges.isolation().ifPresent(isolation -> host.put("Isolation", isolation));
    }

    private static void positive(ObjectNode body, String name, long value) {
        if (value > 0) {
            body.put(name, value);
        }
    }

    static void strings(ObjectNode body, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = body.putArray(name);
            values.forEach(array::add);
        }
    }

    static ObjectNode map(Map<String, String> values) {
        var body = object();
        values.forEach(body::put);
        return body;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Whole seconds, the engine's unit: a part of one counts as one. */
    static long seconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }
}

package io.stackctl.convert;

import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Mount;
import io.stackctl.compose.model.Security;
import io.stackctl.compose.model.Service;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.MountSpec;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a task runs, as a part of the request that creates its service. */
final class ContainerRequestBody {
    private final ContainerSpec spec;
    private final Service written;
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    private ContainerRequestBody(ContainerSpec spec, Service written) {
        this.spec = spec;
        this.written = written;
    }

    /** @param configNames what the configs of the file are called in the cluster */
    static ObjectNode of(ContainerSpec spec, Service written, UnaryOperator<String> configNames) {
        ContainerRequestBody request = new ContainerRequestBody(spec, written);
        request.process();
        request.privileges();
        request.mounts();
        request.files("Secrets", "Secret", spec.secrets());
        request.files("Configs", "Config", spec.configs());
        written.security().credentialSpec().ifPresent(given -> request.credentials(given, configNames));
        return request.body;
    }

    private void process() {
        body.put("Image", spec.image());
        Bodies.pairs(body, "Labels", spec.labels());
        Bodies.texts(body, "Command", spec.command().entrypoint());
        Bodies.texts(body, "Args", spec.command().arguments());
        spec.naming().hostname().ifPresent(name -> body.put("Hostname", name));
        Bodies.texts(body, "Env", spec.command().environment());
        spec.command().workingDirectory().ifPresent(directory -> body.put("Dir", directory));
        spec.command().user().ifPresent(user -> body.put("User", user));
        Bodies.flag(body, "TTY", spec.command().tty());
        Bodies.flag(body, "OpenStdin", spec.command().openStdin());
        spec.command().init().ifPresent(init -> body.put("Init", init));
        spec.stopSignal().ifPresent(signal -> body.put("StopSignal", signal));
        written.command()
                .stopGracePeriod()
                .ifPresent(_ -> body.put("StopGracePeriod", spec.stopGrace().toNanos()));
        spec.healthcheck().ifPresent(this::healthcheck);
        Bodies.texts(
                body,
                "Hosts",
                spec.naming().hosts().stream()
                        .map(host -> host.address() + " " + host.name())
                        .toList());
        if (!spec.naming().servers().isEmpty() || !spec.naming().search().isEmpty()) {
            ObjectNode dns = body.putObject("DNSConfig");
            Bodies.texts(dns, "Nameservers", spec.naming().servers());
            Bodies.texts(dns, "Search", spec.naming().search());
        }
    }

    private void healthcheck(Healthcheck check) {
        ObjectNode health = body.putObject("Healthcheck");
        Bodies.texts(health, "Test", check.test());
        check.interval().ifPresent(time -> Bodies.number(health, "Interval", time.toNanos()));
        check.timeout().ifPresent(time -> Bodies.number(health, "Timeout", time.toNanos()));
        check.startPeriod().ifPresent(time -> Bodies.number(health, "StartPeriod", time.toNanos()));
        check.startInterval().ifPresent(time -> Bodies.number(health, "StartInterval", time.toNanos()));
        check.retries().ifPresent(retries -> Bodies.number(health, "Retries", retries));
    }

    private void privileges() {
        Bodies.flag(body, "ReadOnly", spec.privileges().readOnlyRoot());
        spec.privileges().isolation().ifPresent(isolation -> body.put("Isolation", isolation));
        Bodies.pairs(body, "Sysctls", spec.privileges().sysctls());
        Bodies.texts(body, "CapabilityAdd", spec.privileges().capabilitiesAdded());
        Bodies.texts(body, "CapabilityDrop", spec.privileges().capabilitiesDropped());
        if (!spec.privileges().ulimits().isEmpty()) {
            ArrayNode limits = body.putArray("Ulimits");
            spec.privileges()
                    .ulimits()
                    .forEach(limit -> limits.addObject()
                            .put("Name", limit.name())
                            .put("Hard", limit.hard())
                            .put("Soft", limit.soft()));
        }
        body.putObject("Privileges");
    }

    /** Not in the spec, for we have no Windows nodes; a warning has said so. */
    private void credentials(Security.CredentialSpec given, UnaryOperator<String> configNames) {
        ObjectNode credentials = body.withObjectProperty("Privileges").putObject("CredentialSpec");
        given.file().ifPresent(file -> credentials.put("File", file));
        given.registry().ifPresent(registry -> credentials.put("Registry", registry));
        given.config().map(Located::value).map(configNames).ifPresent(name -> {
            credentials.put("Config", id("Config", name));
            runtimeConfig(name);
        });
    }

    /** A config that no file of the container holds; among the others by its name. */
    private void runtimeConfig(String name) {
        ArrayNode configs = body.withArrayProperty("Configs");
        int place = 0;
        while (place < configs.size()
                && configs.get(place).path("ConfigName").asString("").compareTo(name) <= 0) {
            place++;
        }
        configs.insertObject(place).put("ConfigID", id("Config", name)).put("ConfigName", name);
    }

    /** Without those of the short key {@code tmpfs}, which the peer does not send. */
    private void mounts() {
        Set<String> targets = written.mounts().stream().map(Mount::target).collect(Collectors.toSet());
        List<MountSpec> sent = spec.mounts().stream()
                .filter(mount -> targets.contains(mount.target()))
                .toList();
        if (sent.isEmpty()) {
            return;
        }
        ArrayNode mounts = body.putArray("Mounts");
        Iterator<Mount> given = written.mounts().iterator();
        sent.forEach(mount -> {
            ObjectNode one = mounts.addObject();
            given.next().options().consistency().ifPresent(word -> one.put("Consistency", word));
            switch (mount) {
                case MountSpec.Bind bind -> {
                    one.put("Type", "bind").put("Source", bind.source());
                    bind.propagation()
                            .ifPresent(
                                    propagation -> one.putObject("BindOptions").put("Propagation", propagation));
                }
                case MountSpec.Volume volume -> volume(one, volume);
                case MountSpec.Tmpfs tmpfs -> {
                    one.put("Type", "tmpfs");
                    Bodies.number(one.putObject("TmpfsOptions"), "SizeBytes", tmpfs.sizeBytes());
                }
                case MountSpec.NamedPipe pipe -> one.put("Type", "npipe").put("Source", pipe.source());
            }
            one.put("Target", mount.target());
            Bodies.flag(one, "ReadOnly", mount.readOnly());
        });
    }

    private static void volume(ObjectNode body, MountSpec.Volume volume) {
        body.put("Type", "volume");
        volume.name().ifPresent(name -> body.put("Source", name));
        ObjectNode options = body.putObject("VolumeOptions");
        Bodies.flag(options, "NoCopy", volume.noCopy());
        volume.subpath().ifPresent(subpath -> options.put("Subpath", subpath));
        Bodies.pairs(options, "Labels", volume.labels());
        volume.driver().ifPresent(driver -> {
            ObjectNode config = options.putObject("DriverConfig");
            Bodies.text(config, "Name", driver.name());
            Bodies.pairs(config, "Options", driver.options());
        });
    }

    /** Ids are given by a cluster: in their place stands a name of the same form for every object. */
    private void files(String list, String kind, List<FileReference> references) {
        if (references.isEmpty()) {
            return;
        }
        ArrayNode files = body.putArray(list);
        references.forEach(reference -> {
            ObjectNode file = files.addObject();
            file.putObject("File")
                    .put("Name", reference.target())
                    .put("UID", reference.uid())
                    .put("GID", reference.gid())
                    .put("Mode", reference.mode());
            file.put(kind + "ID", id(kind, reference.name()));
            file.put(kind + "Name", reference.name());
        });
    }

    private static String id(String kind, String name) {
        return (kind + "-id-").toLowerCase(Locale.ROOT) + name;
    }
}

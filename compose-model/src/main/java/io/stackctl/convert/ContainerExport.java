package io.stackctl.convert;

import io.stackctl.compose.GoDurations;
import io.stackctl.compose.model.ImageReference;
import io.stackctl.spec.Command;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.Naming;
import io.stackctl.spec.Privileges;
import io.stackctl.spec.ServiceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a task runs, as keys of a service of an exported file. */
final class ContainerExport {
    private final ObjectNode body;
    private final ContainerSpec spec;
    private final ShortNames names;
    private final Consumer<String> warn;

    private ContainerExport(ObjectNode body, ContainerSpec spec, ShortNames names, Consumer<String> warn) {
        this.body = body;
        this.spec = spec;
        this.names = names;
        this.warn = warn;
    }

    static void add(ObjectNode body, ServiceSpec service, ShortNames names, Consumer<String> warn) {
        var export = new ContainerExport(body, service.container(), names, warn);
        body.put("image", image(service));
        export.command();
        export.naming(service.container().naming());
        export.mounts();
        export.files("secrets", service.container().secrets());
        export.files("configs", service.container().configs());
        service.container().healthcheck().ifPresent(export::healthcheck);
        export.privileges(service.container().privileges());
        export.logging();
        export.access();
    }

    /** What docker stack ignores is written; what it refuses is written too, and told. */
    private void access() {
        var access = spec.access();
        Bodies.texts(
                body,
                "devices",
                access.devices().stream()
                        .map(device -> device.source() + ":" + device.target() + ":" + device.permissions())
                        .toList());
        if (access.sharedMemoryBytes() != 0) {
            body.put("shm_size", Long.toString(access.sharedMemoryBytes()));
        }
        access.namespaces().process().ifPresent(pid -> body.put("pid", pid));
        access.namespaces().ipc().ifPresent(ipc -> body.put("ipc", ipc));
        access.namespaces().user().ifPresent(user -> body.put("userns_mode", user));
        access.cgroupParent().ifPresent(parent -> body.put("cgroup_parent", parent));
        Bodies.texts(body, "device_cgroup_rules", access.deviceRules());
        access.namespaces().cgroup().ifPresent(cgroup -> body.put("cgroup", cgroup));
        access.namespaces().uts().ifPresent(uts -> body.put("uts", uts));
        access.runtime().ifPresent(runtime -> body.put("runtime", runtime));
        for (var key : List.of("device_cgroup_rules", "cgroup", "uts", "runtime")) {
            if (body.has(key)) {
                warn.accept("`" + key + "` is a key that docker stack refuses");
            }
        }
    }

    /** As the file had it, where that means the same image. */
    static String image(ServiceSpec service) {
        var image = service.container().image();
        return Optional.ofNullable(service.labels().get(Scope.IMAGE_LABEL))
                .filter(written -> ImageReference.parse(written)
                        .map(ImageReference::withTag)
                        .equals(Optional.of(image)))
                .orElse(image);
    }

    private void command() {
        Command command = spec.command();
        Bodies.texts(body, "entrypoint", command.entrypoint());
        Bodies.texts(body, "command", command.arguments());
        if (!command.environment().isEmpty()) {
            var environment = body.putObject("environment");
            command.environment().stream()
                    .filter(variable -> !variable.isEmpty() && !variable.startsWith("="))
                    .forEach(variable -> variable(environment, variable));
            if (environment.size() < command.environment().size()) {
                warn.accept("variables without a name, or given twice, are left out");
            }
        }
        command.workingDirectory().ifPresent(folder -> body.put("working_dir", folder));
        command.user().ifPresent(user -> body.put("user", user));
        if (!command.groups().isEmpty()) {
            Bodies.texts(body, "group_add", command.groups());
            warn.accept("`group_add` is a key that docker stack refuses");
        }
        Bodies.flag(body, "tty", command.tty());
        Bodies.flag(body, "stdin_open", command.openStdin());
        command.init().ifPresent(init -> body.put("init", init.booleanValue()));
        spec.stopSignal().ifPresent(signal -> body.put("stop_signal", signal));
        if (!spec.stopGrace().equals(Defaults.STOP_GRACE)) {
            body.put("stop_grace_period", GoDurations.print(spec.stopGrace()));
        }
        Bodies.pairs(body, "labels", new Scope(names.stack()).own(spec.labels()));
    }

    private static void variable(ObjectNode environment, String variable) {
        int equals = variable.indexOf('=');
        if (equals < 0) {
            environment.putNull(variable);
        } else {
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
    }

    private void naming(Naming naming) {
        naming.hostname().ifPresent(name -> body.put("hostname", name));
        naming.domain().ifPresent(domain -> body.put("domainname", domain));
        once(
                "extra_hosts",
                naming.hosts().stream()
                        .map(host -> host.name() + ":" + host.address())
                        .toList());
        once("dns", naming.servers());
        once("dns_search", naming.search());
        if (!naming.options().isEmpty()) {
            warn.accept("DNS options are left out, no file can say them");
        }
    }

    /** Lists of a file hold nothing twice. */
    private void once(String key, List<String> texts) {
        var distinct = texts.stream().distinct().toList();
        Bodies.texts(body, key, distinct);
        if (distinct.size() < texts.size()) {
            warn.accept("what `" + key + "` lists twice is written once");
        }
    }

    /** Memory with a file mode has only a short form, and what has that comes after all else. */
    private void mounts() {
        boolean brief = false;
        for (var mount : spec.mounts()) {
            brief |= mount instanceof MountSpec.Tmpfs tmpfs && tmpfs.mode().isPresent();
            if (brief && mount instanceof MountSpec.Tmpfs tmpfs) {
                body.withArray("/tmpfs").add(brief(tmpfs));
            } else {
                add(body.withArray("/volumes"), mount);
            }
        }
    }

    private static String brief(MountSpec.Tmpfs tmpfs) {
        return tmpfs.target() + ":size=" + tmpfs.sizeBytes()
                + tmpfs.mode()
                        .map(mode -> ",mode=" + Integer.toOctalString(mode))
                        .orElse("")
                + (tmpfs.readOnly() ? ",ro" : "");
    }

    private void add(ArrayNode mounts, MountSpec mount) {
        var one = mounts.addObject();
        switch (mount) {
            case MountSpec.Bind bind -> {
                one.put("type", "bind").put("source", bind.source());
                bind.propagation().ifPresent(how -> one.putObject("bind").put("propagation", how));
                if (bind.createSource()) {
                    warn.accept("that " + bind.source() + " is created is left out, no file can say it");
                }
            }
            case MountSpec.Volume volume -> {
                one.put("type", "volume");
                volume.name().ifPresent(name -> one.put("source", names.of(name)));
                if (volume.noCopy() || volume.subpath().isPresent()) {
                    var options = one.putObject("volume");
                    Bodies.flag(options, "nocopy", volume.noCopy());
                    volume.subpath().ifPresent(subpath -> options.put("subpath", subpath));
                }
            }
            case MountSpec.Tmpfs tmpfs -> {
                one.put("type", "tmpfs");
                if (tmpfs.sizeBytes() != 0) {
                    one.putObject("tmpfs").put("size", tmpfs.sizeBytes());
                }
            }
            case MountSpec.NamedPipe pipe -> one.put("type", "npipe").put("source", pipe.source());
        }
        one.put("target", mount.target());
        Bodies.flag(one, "read_only", mount.readOnly());
    }

    private void files(String key, List<FileReference> references) {
        for (var reference : references) {
            body.withArray("/" + key)
                    .addObject()
                    .put("source", names.of(reference.name()))
                    .put("target", reference.target())
                    .put("uid", reference.uid())
                    .put("gid", reference.gid())
                    .put("mode", reference.mode());
        }
    }

    private void healthcheck(Healthcheck check) {
        var health = body.putObject("healthcheck");
        boolean bare = check.interval().isEmpty()
                && check.timeout().isEmpty()
                && check.startPeriod().isEmpty()
                && check.startInterval().isEmpty()
                && check.retries().isEmpty();
        if (check.disabled() && bare) {
            health.put("disable", true);
            return;
        }
        Bodies.texts(health, "test", check.test());
        time(health, "interval", check.interval());
        time(health, "timeout", check.timeout());
        time(health, "start_period", check.startPeriod());
        time(health, "start_interval", check.startInterval());
        check.retries().ifPresent(retries -> health.put("retries", retries));
    }

    private static void time(ObjectNode body, String key, Optional<Duration> time) {
        time.ifPresent(given -> body.put(key, GoDurations.print(given)));
    }

    private void privileges(Privileges privileges) {
        Bodies.texts(body, "cap_add", privileges.capabilitiesAdded());
        Bodies.texts(body, "cap_drop", privileges.capabilitiesDropped());
        Bodies.pairs(body, "sysctls", privileges.sysctls());
        if (!privileges.ulimits().isEmpty()) {
            var limits = body.putObject("ulimits");
            privileges
                    .ulimits()
                    .forEach(limit -> limits.putObject(limit.name())
                            .put("soft", limit.soft())
                            .put("hard", limit.hard()));
        }
        Bodies.flag(body, "read_only", privileges.readOnlyRoot());
        Bodies.flag(body, "privileged", privileges.privileged());
        Bodies.texts(body, "security_opt", privileges.securityOptions());
        privileges.oomScoreAdjustment().ifPresent(score -> body.put("oom_score_adj", score));
        privileges.isolation().ifPresent(isolation -> body.put("isolation", isolation));
    }

    private void logging() {
        spec.logDriver().ifPresent(driver -> {
            var logging = body.putObject("logging");
            Bodies.text(logging, "driver", driver.name());
            Bodies.pairs(logging, "options", driver.options());
        });
    }
}

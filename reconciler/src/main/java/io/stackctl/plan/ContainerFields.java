package io.stackctl.plan;

import io.stackctl.spec.Command;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.Naming;
import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.Privileges;
import java.util.Locale;
import java.util.Optional;

/** The fields of what a task runs. All of them replace tasks. */
final class ContainerFields {
    private ContainerFields() {}

    static void add(Fields fields, ContainerSpec container) {
        fields.replacing("image", container.image())
                .replacing("pull_policy", container.pull().name().toLowerCase(Locale.ROOT))
                .replacing("labels", container.labels())
                .replacing("stop_signal", container.stopSignal())
                .replacing("stop_grace_period", Fields.time(container.stopGrace()));
        command(fields, container.command());
        naming(fields, container.naming());
        container.mounts().forEach(mount -> fields.replacing("volumes " + mount.target(), mount(mount)));
        container.secrets().forEach(file -> fields.replacing("secrets " + file.name(), file(file)));
        container.configs().forEach(file -> fields.replacing("configs " + file.name(), file(file)));
        container.healthcheck().ifPresent(check -> healthcheck(fields, check));
        privileges(fields, container.privileges());
        access(fields, container.access());
        container
                .logDriver()
                .ifPresent(driver -> fields.replacing("logging.driver", driver.name())
                        .replacing("logging.options", driver.options()));
    }

    private static void command(Fields fields, Command command) {
        fields.replacing("entrypoint", Fields.list(command.entrypoint()))
                .replacing("command", Fields.list(command.arguments()))
                .replacing("working_dir", command.workingDirectory())
                .replacing("user", command.user())
                .replacing("group_add", Fields.list(command.groups()))
                .replacing("tty", command.tty())
                .replacing("stdin_open", command.openStdin())
                .replacing("init", command.init());
        for (var variable : command.environment()) {
            int equals = variable.indexOf('=');
            var name = equals < 0 ? variable : variable.substring(0, equals);
            var value = equals < 0 ? "(taken away)" : variable.substring(equals + 1);
            fields.replacing("environment", name, value);
        }
    }

    private static void naming(Fields fields, Naming naming) {
        fields.replacing("hostname", naming.hostname())
                .replacing("domainname", naming.domain())
                .replacing("dns", Fields.list(naming.servers()))
                .replacing("dns_search", Fields.list(naming.search()))
                .replacing("dns_opt", Fields.list(naming.options()));
        naming.hosts().forEach(host -> fields.replacing("extra_hosts " + host.name(), host.address()));
    }

    private static String file(FileReference file) {
        return file.target() + " " + file.uid() + ":" + file.gid() + " " + Integer.toOctalString(file.mode())
                + file.version()
                        .map(version -> " version " + shortened(version.value()))
                        .orElse("");
    }

    /** Enough of a version to tell two apart. */
    static String shortened(String version) {
        return version.length() <= 12 ? version : version.substring(0, 12);
    }

    private static String mount(MountSpec mount) {
        var readOnly = mount.readOnly() ? " ro" : "";
        return switch (mount) {
            case MountSpec.Bind bind ->
                "bind " + bind.source() + readOnly + optional(" ", bind.propagation())
                        + (bind.createSource() ? " create" : "");
            case MountSpec.Volume volume ->
                "volume" + optional(" ", volume.name()) + readOnly + (volume.noCopy() ? " nocopy" : "")
                        + optional(" subpath ", volume.subpath())
                        + (volume.labels().isEmpty() ? "" : " labels " + volume.labels())
                        + volume.driver()
                                .map(driver -> " driver " + driver.name() + " " + driver.options())
                                .orElse("");
            case MountSpec.Tmpfs tmpfs ->
                "tmpfs" + readOnly + optional(" size ", Optional.of(Fields.bytes(tmpfs.sizeBytes())))
                        + optional(" mode ", tmpfs.mode().map(Integer::toOctalString));
            case MountSpec.NamedPipe pipe -> "npipe " + pipe.source() + readOnly;
        };
    }

    private static String optional(String before, Optional<String> text) {
        return text.filter(it -> !it.isEmpty()).map(it -> before + it).orElse("");
    }

    private static void healthcheck(Fields fields, Healthcheck check) {
        fields.replacing("healthcheck.test", Fields.list(check.test()))
                .replacing("healthcheck.interval", check.interval().map(Fields::time))
                .replacing("healthcheck.timeout", check.timeout().map(Fields::time))
                .replacing("healthcheck.start_period", check.startPeriod().map(Fields::time))
                .replacing("healthcheck.start_interval", check.startInterval().map(Fields::time))
                .replacing("healthcheck.retries", check.retries());
    }

    private static void privileges(Fields fields, Privileges privileges) {
        fields.replacing("cap_add", Fields.list(privileges.capabilitiesAdded()))
                .replacing("cap_drop", Fields.list(privileges.capabilitiesDropped()))
                .replacing("sysctls", privileges.sysctls())
                .replacing("read_only", privileges.readOnlyRoot())
                .replacing("privileged", privileges.privileged())
                .replacing("security_opt", Fields.list(privileges.securityOptions()))
                .replacing("oom_score_adj", privileges.oomScoreAdjustment())
                .replacing("isolation", privileges.isolation());
        privileges
                .ulimits()
                .forEach(limit -> fields.replacing("ulimits " + limit.name(), limit.soft() + ":" + limit.hard()));
    }

    private static void access(Fields fields, NodeAccess access) {
        access.devices()
                .forEach(device ->
                        fields.replacing("devices " + device.target(), device.source() + " " + device.permissions()));
        fields.replacing("device_cgroup_rules", Fields.list(access.deviceRules()))
                .replacing("shm_size", Fields.bytes(access.sharedMemoryBytes()))
                .replacing("pid", access.namespaces().process())
                .replacing("ipc", access.namespaces().ipc())
                .replacing("userns_mode", access.namespaces().user())
                .replacing("cgroup", access.namespaces().cgroup())
                .replacing("uts", access.namespaces().uts())
                .replacing("cgroup_parent", access.cgroupParent())
                .replacing("runtime", access.runtime());
    }
}

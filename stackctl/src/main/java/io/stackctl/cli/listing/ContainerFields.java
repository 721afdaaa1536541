package io.stackctl.cli.listing;

import io.stackctl.cli.template.Value;
import io.stackctl.spec.Command;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.Privileges;

/** What a task runs, in the shape of the Engine API. */
final class ContainerFields {
    private ContainerFields() {}

    static Fields of(ContainerSpec spec) {
        var fields = new Fields().text("Image", spec.image()).pairs("Labels", spec.labels());
        command(fields, spec.command());
        var naming = spec.naming();
        fields.text("Hostname", naming.hostname());
        fields.texts(
                "Hosts",
                naming.hosts().stream()
                        .map(host -> host.address() + " " + host.name())
                        .toList());
        fields.object(
                "DNSConfig",
                new Fields()
                        .texts("Nameservers", naming.servers())
                        .texts("Search", naming.search())
                        .texts("Options", naming.options()));
        fields.text("StopSignal", spec.stopSignal());
        fields.put("StopGracePeriod", Value.of(spec.stopGrace().toNanos()));
        spec.healthcheck().ifPresent(check -> fields.object("Healthcheck", healthcheck(check)));
        fields.objects("Mounts", spec.mounts(), ContainerFields::mount);
        fields.objects("Secrets", spec.secrets(), file -> file(file, "Secret"));
        fields.objects("Configs", spec.configs(), file -> file(file, "Config"));
        privileges(fields, spec.privileges());
        return fields;
    }

    private static void command(Fields fields, Command command) {
        fields.texts("Command", command.entrypoint())
                .texts("Args", command.arguments())
                .texts("Env", command.environment())
                .text("Dir", command.workingDirectory())
                .text("User", command.user())
                .texts("Groups", command.groups())
                .flag("TTY", command.tty())
                .flag("OpenStdin", command.openStdin());
        command.init().ifPresent(init -> fields.put("Init", Value.of(init)));
    }

    private static Fields healthcheck(Healthcheck check) {
        return new Fields()
                .texts("Test", check.test())
                .time("Interval", check.interval())
                .time("Timeout", check.timeout())
                .time("StartPeriod", check.startPeriod())
                .time("StartInterval", check.startInterval())
                .number("Retries", check.retries().orElse(0));
    }

    static String type(MountSpec mount) {
        return switch (mount) {
            case MountSpec.Bind _ -> "bind";
            case MountSpec.Volume _ -> "volume";
            case MountSpec.Tmpfs _ -> "tmpfs";
            case MountSpec.NamedPipe _ -> "npipe";
        };
    }

    static String source(MountSpec mount) {
        return switch (mount) {
            case MountSpec.Bind bind -> bind.source();
            case MountSpec.Volume volume -> volume.name().orElse("");
            case MountSpec.Tmpfs _ -> "";
            case MountSpec.NamedPipe pipe -> pipe.source();
        };
    }

    private static Fields mount(MountSpec mount) {
        var fields = new Fields()
                .text("Type", type(mount))
                .text("Source", source(mount))
                .text("Target", mount.target())
                .flag("ReadOnly", mount.readOnly());
        switch (mount) {
            case MountSpec.Bind bind ->
                bind.propagation()
                        .ifPresent(how -> fields.object("BindOptions", new Fields().text("Propagation", how)));
            case MountSpec.Volume volume -> fields.object("VolumeOptions", volume(volume));
            case MountSpec.Tmpfs tmpfs ->
                fields.object(
                        "TmpfsOptions",
                        new Fields()
                                .number("SizeBytes", tmpfs.sizeBytes())
                                .number("Mode", tmpfs.mode().orElse(0)));
            case MountSpec.NamedPipe _ -> {}
        }
        return fields;
    }

    private static Fields volume(MountSpec.Volume volume) {
        var options = new Fields()
                .flag("NoCopy", volume.noCopy())
                .text("Subpath", volume.subpath())
                .pairs("Labels", volume.labels());
        volume.driver()
                .ifPresent(driver -> options.object(
                        "DriverConfig", new Fields().text("Name", driver.name()).pairs("Options", driver.options())));
        return options;
    }

    private static Fields file(FileReference file, String kind) {
        return new Fields()
                .object(
                        "File",
                        new Fields()
                                .text("Name", file.target())
                                .text("UID", file.uid())
                                .text("GID", file.gid())
                                .number("Mode", file.mode()))
                .text(kind + "Name", file.name())
                .text("Version", file.version().map(Object::toString));
    }

    private static void privileges(Fields fields, Privileges privileges) {
        fields.flag("ReadOnly", privileges.readOnlyRoot())
                .text("Isolation", privileges.isolation().orElse("default"))
                .pairs("Sysctls", privileges.sysctls())
                .texts("CapabilityAdd", privileges.capabilitiesAdded())
                .texts("CapabilityDrop", privileges.capabilitiesDropped())
                .flag("Privileged", privileges.privileged())
                .texts("SecurityOpt", privileges.securityOptions())
                .objects(
                        "Ulimits",
                        privileges.ulimits(),
                        limit -> new Fields()
                                .text("Name", limit.name())
                                .put("Hard", Value.of(limit.hard()))
                                .put("Soft", Value.of(limit.soft())));
    }
}

package io.stackctl.cli.flags;

import io.stackctl.spec.Command;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.LogDriver;
import io.stackctl.spec.MountSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a task runs, while that is being edited. */
final class ContainerDraft {
    private static final Comparator<FileReference> FILES =
            Comparator.comparing(FileReference::name).thenComparing(FileReference::target);

    String image;
    List<String> entrypoint;
    List<String> arguments;
    final TreeMap<String, String> environment = new TreeMap<>();
    Optional<String> workingDirectory;
    Optional<String> user;
    final List<String> groups;
    boolean tty;
    Optional<Boolean> init;
    final TreeMap<String, String> labels;
    final TreeMap<String, MountSpec> mounts = new TreeMap<>();
    final List<FileReference> secrets;
    final List<FileReference> configs;
    final HealthDraft health;
    Optional<String> stopSignal;
    Duration stopGrace;
    final NamingDraft naming;
    final PrivilegeDraft privileges;
    String logDriver;
    final TreeMap<String, String> logOptions;
    private final ContainerSpec before;

    ContainerDraft(ContainerSpec spec) {
        before = spec;
        image = spec.image();
        var command = spec.command();
        entrypoint = command.entrypoint();
        arguments = command.arguments();
        command.environment().forEach(this::variable);
        workingDirectory = command.workingDirectory();
        user = command.user();
        groups = new ArrayList<>(command.groups());
        tty = command.tty();
        init = command.init();
        labels = new TreeMap<>(spec.labels());
        spec.mounts().forEach(mount -> mounts.put(mount.target(), mount));
        secrets = new ArrayList<>(spec.secrets());
        configs = new ArrayList<>(spec.configs());
        health = new HealthDraft(spec.healthcheck());
        stopSignal = spec.stopSignal();
        stopGrace = spec.stopGrace();
        naming = new NamingDraft(spec.naming());
        privileges = new PrivilegeDraft(spec.privileges());
        logDriver = spec.logDriver().map(LogDriver::name).orElse("");
        logOptions = new TreeMap<>(spec.logDriver().map(LogDriver::options).orElse(new TreeMap<>()));
    }

    /** {@code NAME=value}, or {@code NAME} alone to take it away; the later of two wins. */
    void variable(String text) {
        int equals = text.indexOf('=');
        environment.put(equals < 0 ? text : text.substring(0, equals), text);
    }

    ContainerSpec spec() {
        secrets.sort(FILES);
        configs.sort(FILES);
        boolean logs = !logDriver.isEmpty() || !logOptions.isEmpty();
        return new ContainerSpec(
                image,
                new Command(
                        entrypoint,
                        arguments,
                        environment.values().stream().sorted().toList(),
                        workingDirectory,
                        user,
                        groups,
                        tty,
                        before.command().openStdin(),
                        init),
                naming.naming(),
                labels,
                mounts(),
                secrets,
                configs,
                health.check(),
                stopSignal,
                stopGrace,
                privileges.privileges(),
                before.access(),
                logs ? Optional.of(new LogDriver(logDriver, logOptions)) : Optional.empty(),
                before.pull());
    }

    /** Those that stay keep their order, so that an edit of something else replaces no task. */
    private List<MountSpec> mounts() {
        var all = new ArrayList<MountSpec>();
        before.mounts().stream()
                .map(MountSpec::target)
                .filter(mounts::containsKey)
                .forEach(target -> all.add(mounts.remove(target)));
        all.addAll(mounts.values());
        return all;
    }
}

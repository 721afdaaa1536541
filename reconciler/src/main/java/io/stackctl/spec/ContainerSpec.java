package io.stackctl.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a task of the service runs.
 *
 * @param image as the engine takes it: name, tag, and digest once it was resolved
 * @param mounts unique targets, in the order of the file
 * @param secrets sorted by name, then target
 * @param configs sorted by name, then target
 * @param stopGrace between the stop signal and the kill
 */
public record ContainerSpec(
        String image,
        Command command,
        Naming naming,
        SortedMap<String, String> labels,
        List<MountSpec> mounts,
        List<FileReference> secrets,
        List<FileReference> configs,
        Optional<Healthcheck> healthcheck,
        Optional<String> stopSignal,
        Duration stopGrace,
        Privileges privileges,
        NodeAccess access,
        Optional<LogDriver> logDriver,
        PullPolicy pull) {
    /** When an agent asks the registry for the image before it makes a container of it. */
    public enum PullPolicy {
        /** When the image is not on the node. */
        MISSING,
        /** For each task, also when the image is there. */
        ALWAYS,
        /** It has to be on the node. */
        NEVER
    }

    public ContainerSpec {
        if (image.isEmpty()) {
            throw new IllegalArgumentException("a container has an image");
        }
        labels = Immutable.sorted((Map<String, String>) labels);
        mounts = List.copyOf(mounts);
        secrets = List.copyOf(secrets);
        configs = List.copyOf(configs);
    }

    /** Of an image that is pulled where it is missing. */
    public ContainerSpec(
            String image,
            Command command,
            Naming naming,
            SortedMap<String, String> labels,
            List<MountSpec> mounts,
            List<FileReference> secrets,
            List<FileReference> configs,
            Optional<Healthcheck> healthcheck,
            Optional<String> stopSignal,
            Duration stopGrace,
            Privileges privileges,
            NodeAccess access,
            Optional<LogDriver> logDriver) {
        this(
                image,
                command,
                naming,
                labels,
                mounts,
                secrets,
                configs,
                healthcheck,
                stopSignal,
                stopGrace,
                privileges,
                access,
                logDriver,
                PullPolicy.MISSING);
    }

    public ContainerSpec withCommand(Command other) {
        return new ContainerSpec(
                image,
                other,
                naming,
                labels,
                mounts,
                secrets,
                configs,
                healthcheck,
                stopSignal,
                stopGrace,
                privileges,
                access,
                logDriver,
                pull);
    }

    public ContainerSpec withImage(String other) {
        return new ContainerSpec(
                other,
                command,
                naming,
                labels,
                mounts,
                secrets,
                configs,
                healthcheck,
                stopSignal,
                stopGrace,
                privileges,
                access,
                logDriver,
                pull);
    }

    public ContainerSpec withFiles(List<FileReference> secretFiles, List<FileReference> configFiles) {
        return new ContainerSpec(
                image,
                command,
                naming,
                labels,
                mounts,
                secretFiles,
                configFiles,
                healthcheck,
                stopSignal,
                stopGrace,
                privileges,
                access,
                logDriver,
                pull);
    }
}

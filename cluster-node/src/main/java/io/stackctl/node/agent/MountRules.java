package io.stackctl.node.agent;

import io.stackctl.spec.MountSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the peer demands of mounts, in its words. */
final class MountRules {
    private MountRules() {}

    /** Why a container with these mounts cannot be made. */
    static Optional<String> complaint(List<MountSpec> mounts) {
        return mounts.stream()
                .map(MountRules::complaint)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> complaint(MountSpec mount) {
        if (!mount.target().startsWith("/") && !(mount instanceof MountSpec.NamedPipe)) {
            return Optional.of("invalid mount target, must be an absolute path: " + mount.target());
        }
        return switch (mount) {
            case MountSpec.Bind bind
            when !bind.source().startsWith("/") ->
                Optional.of("invalid bind mount source, must be an absolute path: " + bind.source());
            case MountSpec.Volume volume
            when volume.name().orElse("").startsWith("/") ->
                Optional.of("invalid volume mount source, must not be an absolute path: "
                        + volume.name().get());
            case MountSpec.NamedPipe pipe
            when pipe.source().isEmpty() -> Optional.of("invalid npipe source, source must not be empty");
            case MountSpec.Bind _, MountSpec.Volume _, MountSpec.Tmpfs _, MountSpec.NamedPipe _ -> Optional.empty();
        };
    }

    /** Why a container with these mounts cannot be started now: a path that it binds is not there. */
    static Optional<String> missing(List<MountSpec> mounts, Predicate<Path> onDisk) {
        for (var mount : mounts) {
            if (mount instanceof MountSpec.Bind bind && !bind.createSource() && !onDisk.test(Path.of(bind.source()))) {
                return Optional.of("invalid bind mount source, source path not found: " + bind.source());
            }
        }
        return Optional.empty();
    }
}

package io.stackctl.cli.flags;

import io.stackctl.spec.FileReference;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a container finds in its file system: mounts, secrets, configs. */
final class FileFlags {
    private static final int OCTAL = 8;
    private static final int READABLE = 0444;

    private FileFlags() {}

    static List<Pair> pairs() {
        return List.of(
                new Pair(
                        "mount",
                        "MOUNT",
                        "file system mounts",
                        (draft, value) -> {
                            var mount = MountFlag.parse(value);
                            draft.container.mounts.put(mount.target(), mount);
                        },
                        "TARGET",
                        (draft, target) -> draft.container.mounts.remove(target)),
                files("secret", draft -> draft.container.secrets),
                files("config", draft -> draft.container.configs));
    }

    private static Pair files(String kind, Function<ServiceDraft, List<FileReference>> list) {
        return new Pair(
                kind,
                kind.toUpperCase(java.util.Locale.ROOT),
                kind + "s to expose to the service",
                (draft, value) -> {
                    var file = file(value);
                    list.apply(draft).removeIf(other -> other.target().equals(file.target()));
                    list.apply(draft).add(file);
                },
                "NAME",
                (draft, name) -> list.apply(draft).removeIf(file -> file.name().equals(name)));
    }

    /** A name, or {@code source=...,target=...,uid=...,gid=...,mode=0440}. */
    private static FileReference file(String text) throws FlagException {
        if (!text.contains("=")) {
            return new FileReference(text, Optional.empty(), text, "0", "0", READABLE);
        }
        var fields = Csv.parse(text);
        var source = fields.take("source", "src").orElseThrow(() -> new FlagException("source is required"));
        var target = fields.take("target").orElse(source);
        var uid = fields.take("uid").orElse("0");
        var gid = fields.take("gid").orElse("0");
        var mode = fields.take("mode");
        fields.end("source, target, uid, gid, mode");
        return new FileReference(
                source, Optional.empty(), target, uid, gid, mode.isPresent() ? mode(mode.get()) : READABLE);
    }

    static int mode(String text) throws FlagException {
        if (!text.matches("[0-7]{1,5}")) {
            throw new FlagException("invalid mode specified: write it in octal, such as 0440");
        }
        return Integer.parseInt(text, OCTAL);
    }
}

package io.stackctl.cli.flags;

import io.stackctl.spec.MountSpec;
import java.util.List;
import java.util.Optional;

/** A mount: {@code type=volume,source=data,target=/data,readonly}. */
final class MountFlag {
    private static final List<String> PROPAGATIONS =
            List.of("rprivate", "private", "rshared", "shared", "rslave", "slave");
    private static final String KNOWN = "type, source, target, readonly, bind-propagation, bind-create-src,"
            + " volume-nocopy, volume-subpath, volume-label, volume-driver, volume-opt, tmpfs-size, tmpfs-mode";

    private final Csv fields;
    private final Optional<String> source;
    private final String target;
    private final boolean readOnly;

    private MountFlag(Csv fields) throws FlagException {
        this.fields = fields;
        source = fields.take("source", "src");
        target = fields.take("target", "dst", "destination").orElse("");
        readOnly = fields.takeFlag("readonly", "ro");
        fields.take("consistency");
        if (target.isEmpty()) {
            throw new FlagException("target is required");
        }
    }

    static MountSpec parse(String text) throws FlagException {
        var fields = Csv.parse(text);
        var type = fields.take("type").orElse("volume");
        var flag = new MountFlag(fields);
        var mount = switch (type) {
            case "bind" -> flag.bind();
            case "volume" -> flag.volume();
            case "tmpfs" -> flag.tmpfs();
            case "npipe" -> new MountSpec.NamedPipe(flag.required(), flag.target, flag.readOnly);
            default ->
                throw new FlagException("invalid mount type " + type + ": it is one of bind, volume, tmpfs, npipe");
        };
        fields.end(KNOWN + "; some are for one type only");
        return mount;
    }

    private String required() throws FlagException {
        return source.orElseThrow(() -> new FlagException("source is required"));
    }

    private MountSpec bind() throws FlagException {
        var path = required();
        if (!path.startsWith("/")) {
            throw new FlagException("invalid bind mount source, must be an absolute path: " + path);
        }
        var propagation = fields.take("bind-propagation");
        if (propagation.isPresent() && !PROPAGATIONS.contains(propagation.get())) {
            throw new FlagException("invalid propagation: it is one of " + String.join(", ", PROPAGATIONS));
        }
        return new MountSpec.Bind(path, target, readOnly, propagation, fields.takeFlag("bind-create-src"));
    }

    private MountSpec volume() throws FlagException {
        var driver = fields.take("volume-driver");
        var options = fields.takePairs("volume-opt");
        return new MountSpec.Volume(
                source,
                target,
                readOnly,
                fields.takeFlag("volume-nocopy"),
                fields.take("volume-subpath"),
                fields.takePairs("volume-label"),
                driver.isEmpty() && options.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new MountSpec.Driver(driver.orElse(""), options)));
    }

    private MountSpec tmpfs() throws FlagException {
        if (source.isPresent()) {
            throw new FlagException("a tmpfs mount has no source");
        }
        var size = fields.take("tmpfs-size");
        var mode = fields.take("tmpfs-mode");
        return new MountSpec.Tmpfs(
                target,
                readOnly,
                size.isPresent() ? Values.bytes(size.get()) : 0,
                mode.isPresent() ? Optional.of(FileFlags.mode(mode.get())) : Optional.empty());
    }
}

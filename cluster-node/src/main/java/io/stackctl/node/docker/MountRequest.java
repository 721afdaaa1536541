package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackctl.spec.MountSpec;

/** The mounts of a create request: the spec's, then the task's own files. */
final class MountRequest {
    private MountRequest() {}

    static void add(ObjectNode host, ContainerOrder order) {
        var mounts = host.putArray("Mounts");
        for (var mount : order.mounts()) {
            switch (mount) {
                case MountSpec.Bind bind -> bind(host, mounts, bind);
                case MountSpec.Volume volume -> volume(mounts, volume);
                case MountSpec.Tmpfs tmpfs -> tmpfs(mounts, tmpfs);
                case MountSpec.NamedPipe pipe -> mount(mounts, "npipe", pipe).put("Source", pipe.source());
            }
        }
        for (var file : order.files()) {
            mounts.addObject()
                    .put("Type", "bind")
                    .put("Source", file.source().toString())
                    .put("Target", file.target())
                    .put("ReadOnly", true);
        }
    }

    private static ObjectNode mount(ArrayNode mounts, String type, MountSpec mount) {
        return mounts.addObject()
                .put("Type", type)
                .put("Target", mount.target())
                .put("ReadOnly", mount.readOnly());
    }

    /** The short form makes a source that is not there, on every engine; it cannot tell a path with a colon. */
    private static void bind(ObjectNode host, ArrayNode mounts, MountSpec.Bind bind) {
        boolean colon = bind.source().contains(":") || bind.target().contains(":");
        if (bind.createSource() && !colon) {
            var options = (bind.readOnly() ? "ro" : "rw")
                    + bind.propagation().map(mode -> "," + mode).orElse("");
            host.withArray("/Binds").add(bind.source() + ":" + bind.target() + ":" + options);
            return;
        }
        var body = mount(mounts, "bind", bind).put("Source", bind.source());
        var options = body.putObject("BindOptions");
        bind.propagation().ifPresent(mode -> options.put("Propagation", mode));
        if (bind.createSource()) {
            options.put("CreateMountpoint", true);
        }
    }

    private static void volume(ArrayNode mounts, MountSpec.Volume volume) {
        var body = mount(mounts, "volume", volume);
        volume.name().ifPresent(name -> body.put("Source", name));
        var options = body.putObject("VolumeOptions");
        options.put("NoCopy", volume.noCopy());
        options.set("Labels", ContainerRequest.map(volume.labels()));
        volume.subpath().ifPresent(path -> options.put("Subpath", path));
        volume.driver()
                .ifPresent(driver -> options.putObject("DriverConfig")
                        .put("Name", driver.name())
                        .set("Options", ContainerRequest.map(driver.options())));
    }

    private static void tmpfs(ArrayNode mounts, MountSpec.Tmpfs tmpfs) {
        var options = mount(mounts, "tmpfs", tmpfs).putObject("TmpfsOptions");
        if (tmpfs.sizeBytes() > 0) {
            options.put("SizeBytes", tmpfs.sizeBytes());
        }
        tmpfs.mode().ifPresent(mode -> options.put("Mode", mode));
    }
}

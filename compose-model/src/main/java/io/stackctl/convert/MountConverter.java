package io.stackctl.convert;

import io.stackctl.compose.Sizes;
import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Mount;
import io.stackctl.compose.model.Service;
import io.stackctl.compose.model.Volume;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.spec.MountSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Converts {@code volumes} and {@code tmpfs} of services. */
final class MountConverter {
    private static final int OCTAL = 8;

    private final Scope scope;
    private final ComposeFile file;
    private final Diagnostics.Collector diagnostics;

    MountConverter(Scope scope, ComposeFile file, Diagnostics.Collector diagnostics) {
        this.scope = scope;
        this.file = file;
        this.diagnostics = diagnostics;
    }

    List<MountSpec> convert(Service service) {
        List<MountSpec> mounts = new ArrayList<>();
        service.mounts().forEach(mount -> mounts.add(convert(mount)));
        for (Located<String> tmpfs : service.tmpfs()) {
            MountSpec mount = tmpfs(tmpfs);
            if (mounts.stream().noneMatch(other -> other.target().equals(mount.target()))) {
                mounts.add(mount);
            }
        }
        return mounts;
    }

    private MountSpec convert(Mount mount) {
        String source = mount.source().map(Located::value).orElse("");
        return switch (mount.type().value()) {
            case "bind" ->
                new MountSpec.Bind(
                        source,
                        mount.target(),
                        mount.readOnly(),
                        mount.options().bind().flatMap(Mount.BindOptions::propagation),
                        mount.options()
                                .bind()
                                .filter(Mount.BindOptions::createSource)
                                .isPresent());
            case "tmpfs" ->
                new MountSpec.Tmpfs(
                        mount.target(),
                        mount.readOnly(),
                        mount.options()
                                .tmpfs()
                                .flatMap(Mount.TmpfsOptions::size)
                                .orElse(0L),
                        mount.options()
                                .tmpfs()
                                .flatMap(Mount.TmpfsOptions::mode)
                                .map(Long::intValue));
            case "npipe" -> new MountSpec.NamedPipe(source, mount.target(), mount.readOnly());
            case "volume" -> volume(mount);
            default -> throw new IllegalStateException("a mount of unknown type passed the check: " + mount.type());
        };
    }

    private MountSpec volume(Mount mount) {
        boolean noCopy =
                mount.options().volume().filter(Mount.VolumeOptions::noCopy).isPresent();
        Optional<String> subpath = mount.options().volume().flatMap(Mount.VolumeOptions::subpath);
        Optional<Volume> volume = mount.source().map(source -> file.volumes().get(source.value()));
        boolean own = volume.isPresent() && !volume.get().external();
        SortedMap<String, String> labels = new TreeMap<>();
        if (own) {
            labels.putAll(scope.labels(volume.get().labels()));
        }
        mount.options().volume().ifPresent(options -> labels.putAll(options.labels()));
        Optional<MountSpec.Driver> driver = volume.filter(found -> own)
                .filter(found ->
                        found.driver().isPresent() || !found.driverOptions().isEmpty())
                .map(found -> new MountSpec.Driver(found.driver().orElse(""), found.driverOptions()));
        return new MountSpec.Volume(
                volume.map(found -> scope.name(found.key(), found.name())),
                mount.target(),
                mount.readOnly(),
                noCopy,
                subpath,
                labels,
                driver);
    }

    /** {@code path:options}, as for a container: {@code size=64m}, {@code mode=1777}, {@code ro}. */
    private MountSpec tmpfs(Located<String> tmpfs) {
        int colon = tmpfs.value().indexOf(':');
        String path = colon < 0 ? tmpfs.value() : tmpfs.value().substring(0, colon);
        boolean readOnly = false;
        long size = 0;
        Optional<Integer> mode = Optional.empty();
        for (String option : (colon < 0 ? "" : tmpfs.value().substring(colon + 1)).split(",", -1)) {
            OptionalLong bytes = option.startsWith("size=") ? Sizes.parse(option.substring(5)) : OptionalLong.empty();
            if (option.equals("ro")) {
                readOnly = true;
            } else if (bytes.isPresent()) {
                size = bytes.getAsLong();
            } else if (option.matches("mode=[0-7]{1,4}")) {
                mode = Optional.of(Integer.parseInt(option.substring(5), OCTAL));
            } else if (!option.isEmpty() && !option.equals("rw")) {
                diagnostics.add(
                        Diagnostic.at(tmpfs.span(), Code.IGNORED_KEY, "the tmpfs option `" + option + "` has no effect")
                                .withLabel("size, mode and ro have"));
            }
        }
        return new MountSpec.Tmpfs(path, readOnly, size, mode);
    }
}

package io.stackctl.compose;

import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.FileObject;
import io.stackctl.compose.model.FileUse;
import io.stackctl.compose.model.ImageReference;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Mount;
import io.stackctl.compose.model.Port;
import io.stackctl.compose.model.Security;
import io.stackctl.compose.model.Service;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Checks one service against the rest of the file. */
final class ServiceCheck {
    private static final String DEFAULT_NETWORK = "default";
    private static final Set<String> MOUNT_TYPES = Set.of("volume", "bind", "tmpfs", "npipe");

    private final ComposeFile file;
    private final Service service;
    private final Reading reading;
    private final Diagnostics.Collector diagnostics;

    ServiceCheck(ComposeFile file, Service service, Reading reading, Diagnostics.Collector diagnostics) {
        this.file = file;
        this.service = service;
        this.reading = reading;
        this.diagnostics = diagnostics;
    }

    void check() {
        image();
        service.networks().stream()
                .filter(attachment -> !attachment.network().value().equals(DEFAULT_NETWORK))
                .forEach(attachment ->
                        defined("network", attachment.network(), file.networks().keySet()));
        service.mounts().forEach(this::mount);
        fileUses("secret", service.secrets(), file.secrets());
        fileUses("config", service.configs(), file.configs());
        service.security().credentialSpec().ifPresent(this::credentialSpec);
        service.access()
                .platform()
                .filter(platform -> PlatformName.parse(platform.value()).isEmpty())
                .ifPresent(platform -> report(
                        platform.span(),
                        Code.INVALID_VALUE,
                        "`" + platform.value() + "` is no platform",
                        "write `linux/amd64`"));
        if (reading == Reading.OURS) {
            duplicateTargets();
            service.ports().forEach(this::port);
        }
        service.healthcheck()
                .filter(check -> check.disable() && !check.test().isEmpty())
                .ifPresent(check -> report(
                        check.span(),
                        Code.CONFLICTING_KEYS,
                        "`healthcheck` has both `test` and `disable`",
                        "keep one of them"));
    }

    private void image() {
        if (service.image().isEmpty()) {
            Span whole = YamlPath.of("services", service.name())
                    .find(file.tree())
                    .map(Yaml::span)
                    .orElse(service.span());
            if (diagnostics.hasErrorWithin(whole)) {
                return; // it may be there, with a mistake that has been reported
            }
            report(service.span(), Code.MISSING_IMAGE, "service `" + service.name() + "` has no image", "add `image:`");
        } else if (ImageReference.parse(service.image().get().value()).isEmpty()) {
            Located<String> image = service.image().get();
            boolean capitals = image.value().chars().anyMatch(Character::isUpperCase);
            report(
                    image.span(),
                    Code.INVALID_IMAGE,
                    "`" + image.value() + "` is no name of an image",
                    capitals ? "names of images have no capitals" : "write [host/]path[:tag][@digest]");
        }
    }

    private void mount(Mount mount) {
        String type = mount.type().value();
        Mount.Options options = mount.options();
        if (!MOUNT_TYPES.contains(type)) {
            report(
                    mount.type().span(),
                    Code.INVALID_VOLUME,
                    "`" + type + "` is no type of mount we can make",
                    "use volume, bind, tmpfs or npipe");
            return;
        }
        options.bind().ifPresent(block -> foreign("bind", type, block.span()));
        options.volume().ifPresent(block -> foreign("volume", type, block.span()));
        options.tmpfs().ifPresent(block -> foreign("tmpfs", type, block.span()));
        if (reading == Reading.OURS && mount.target().isEmpty()) {
            report(mount.span(), Code.INVALID_VOLUME, "this mount has no target", "add `target: /path`");
        }
        if (type.equals("tmpfs") && mount.source().isPresent()) {
            report(mount.source().get().span(), Code.INVALID_VOLUME, "a tmpfs mount has no source", "take it away");
        }
        if (type.equals("npipe") && mount.source().isEmpty()) {
            report(mount.span(), Code.INVALID_VOLUME, "a named pipe needs a source", "add `source:`");
        }
        if (type.equals("volume")) {
            mount.source()
                    .ifPresent(
                            source -> defined("volume", source, file.volumes().keySet()));
        }
    }

    private void foreign(String block, String type, Span span) {
        if (!block.equals(type)) {
            report(
                    span,
                    Code.INVALID_VOLUME,
                    "`" + block + "` options do not fit type `" + type + "`",
                    "take them away");
        }
    }

    private void fileUses(String kind, List<FileUse> uses, SortedMap<String, FileObject> objects) {
        Map<String, Span> targets = new HashMap<>();
        for (FileUse use : uses) {
            defined(kind, use.source(), objects.keySet());
            String target = use.target().map(Located::value).orElse(use.source().value());
            Span earlier = targets.putIfAbsent(target, use.span());
            if (earlier != null) {
                diagnostics.add(Diagnostic.at(
                                use.span(), Code.DUPLICATE_TARGET, "two " + kind + "s have the target `" + target + "`")
                        .withRelated(earlier, "the first one is here"));
            }
        }
    }

    private void credentialSpec(Security.CredentialSpec spec) {
        List<String> given = new ArrayList<>();
        spec.config().ifPresent(_ -> given.add("`config`"));
        spec.file().ifPresent(_ -> given.add("`file`"));
        spec.registry().ifPresent(_ -> given.add("`registry`"));
        if (given.size() > 1) {
            report(
                    spec.span(),
                    Code.CONFLICTING_KEYS,
                    "`credential_spec` has " + String.join(" and ", given),
                    "keep one of them");
        }
        spec.config()
                .ifPresent(config -> defined("config", config, file.configs().keySet()));
    }

    private void duplicateTargets() {
        Map<String, Span> targets = new HashMap<>();
        for (Mount mount : service.mounts()) {
            Span earlier = targets.putIfAbsent(mount.target(), mount.span());
            if (earlier != null) {
                diagnostics.add(Diagnostic.at(
                                mount.span(),
                                Code.DUPLICATE_TARGET,
                                "two mounts have the target `" + mount.target() + "`")
                        .withRelated(earlier, "the first one is here"));
            }
        }
    }

    private void port(Port port) {
        long target = port.target().orElse(0L);
        long published = port.published().orElse(0L);
        if (target < 1 || target > 65_535 || published < 0 || published > 65_535) {
            report(port.span(), Code.INVALID_PORT, "a port lies between 1 and 65535", "`target` is the port inside");
        }
    }

    private void defined(String kind, Located<String> reference, Set<String> known) {
        if (known.contains(reference.value())) {
            return;
        }
        Optional<String> near = diagnostics.didYouMean(reference.value(), known);
        String section = kind + "s";
        diagnostics.add(Diagnostic.at(
                        reference.span(),
                        Code.UNDEFINED_REFERENCE,
                        "service `" + service.name() + "` uses the " + kind + " `" + reference.value()
                                + "`, which the file does not define")
                .withLabel(near.orElse("define it under the top-level `" + section + "`")));
    }

    private void report(Span span, Code code, String message, String label) {
        diagnostics.add(Diagnostic.at(span, code, message).withLabel(label));
    }
}

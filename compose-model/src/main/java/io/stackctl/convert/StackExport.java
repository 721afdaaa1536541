package io.stackctl.convert;

import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A stack as a compose file: what {@link StackConverter} does, the other way round. Secrets and configs become external
 * ones, for their contents are in the cluster; networks stay the stack's own. What no file can say becomes a warning.
 */
public final class StackExport {
    /** The newest that the peer knows; every key written here is in it, but for those that are warned of. */
    private static final String VERSION = "3.13";

    /** {@code file}: YAML; {@code warnings}: one line each. */
    public record Exported(String file, List<String> warnings) {
        public Exported {
            warnings = List.copyOf(warnings);
        }
    }

    private final StackSpec stack;
    private final Scope scope;
    private final ShortNames names;
    private final List<String> warnings = new ArrayList<>();
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    private StackExport(StackSpec stack) {
        this.stack = stack;
        this.scope = new Scope(stack.name());
        this.names = new ShortNames(stack.name());
    }

    /** {@code stack}: with the versions of its contents, which are told along. */
    public static Exported of(StackSpec stack) {
        return new StackExport(stack).export();
    }

    private Exported export() {
        root.put("version", VERSION);
        var services = root.putObject("services");
        for (var service : stack.services()) {
            services.set(names.of(service.name()), ServiceExport.of(service, names, warnings));
        }
        networks();
        volumes();
        var secrets = new TreeMap<String, Optional<ContentVersion>>();
        stack.secrets().forEach(secret -> secrets.put(secret.name(), secret.version()));
        stack.externalSecrets().forEach(name -> secrets.put(name, Optional.empty()));
        contents("secrets", secrets);
        var configs = new TreeMap<String, Optional<ContentVersion>>();
        stack.configs().forEach(config -> configs.put(config.name(), config.version()));
        stack.externalConfigs().forEach(name -> configs.put(name, Optional.empty()));
        contents("configs", configs);
        var yaml = YAMLMapper.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
                .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                .build();
        return new Exported(yaml.writeValueAsString(escaped(root)), warnings);
    }

    private void networks() {
        var all = JsonNodeFactory.instance.objectNode();
        stack.networks().forEach(network -> all.set(names.of(network.name()), network(network)));
        stack.externalNetworks().forEach(name -> external(all, name, Optional.empty()));
        // Those of the engine itself are nobody's, and have to be named all the same.
        stack.services().stream()
                .flatMap(service -> service.networks().stream())
                .map(NetworkAttachment::network)
                .filter(NetworkConverter.PREDEFINED::contains)
                .forEach(name -> external(all, name, Optional.empty()));
        if (!all.isEmpty()) {
            root.set("networks", all);
        }
    }

    private ObjectNode network(NetworkSpec network) {
        var body = JsonNodeFactory.instance.objectNode();
        names.tell(body, network.name());
        if (!network.driver().equals(Defaults.NETWORK_DRIVER)) {
            body.put("driver", network.driver());
        }
        Bodies.pairs(body, "driver_opts", network.driverOptions());
        Bodies.flag(body, "internal", network.internal());
        Bodies.flag(body, "attachable", network.attachable());
        Bodies.pairs(body, "labels", scope.own(network.labels()));
        if (!network.pools().isEmpty()) {
            var pools = body.putObject("ipam").putArray("config");
            network.pools()
                    .forEach(pool ->
                            pools.addObject().put("subnet", pool.subnet().toString()));
        }
        return body;
    }

    private void external(ObjectNode all, String name, Optional<ContentVersion> version) {
        var body = all.putObject(names.of(name));
        body.put("external", true);
        body.put("name", name);
        version.ifPresent(content -> body.put("x-version", content.value()));
    }

    private void contents(String section, SortedMap<String, Optional<ContentVersion>> contents) {
        var all = JsonNodeFactory.instance.objectNode();
        contents.forEach((name, version) -> external(all, name, version));
        if (!all.isEmpty()) {
            root.set(section, all);
        }
    }

    private void volumes() {
        var all = JsonNodeFactory.instance.objectNode();
        stack.services().stream()
                .map(ServiceSpec::container)
                .flatMap(container -> container.mounts().stream())
                .forEach(mount -> {
                    if (mount instanceof MountSpec.Volume volume
                            && volume.name().isPresent()) {
                        all.set(
                                names.of(volume.name().get()),
                                volume(volume, volume.name().get()));
                    }
                });
        if (!all.isEmpty()) {
            root.set("volumes", all);
        }
    }

    private ObjectNode volume(MountSpec.Volume volume, String name) {
        var body = JsonNodeFactory.instance.objectNode();
        if (!volume.labels().containsKey(Scope.NAMESPACE_LABEL)) {
            if (!volume.labels().isEmpty() || volume.driver().isPresent()) {
                warnings.add("volume " + name + ": its labels and driver are left out, for it is not the stack's own");
            }
            return body.put("external", true).put("name", name);
        }
        names.tell(body, name);
        volume.driver().ifPresent(driver -> {
            Bodies.text(body, "driver", driver.name());
            Bodies.pairs(body, "driver_opts", driver.options());
        });
        Bodies.pairs(body, "labels", scope.own(volume.labels()));
        return body;
    }

    /** A dollar sign would begin a variable. */
    private static JsonNode escaped(JsonNode node) {
        return switch (node) {
            case StringNode text -> StringNode.valueOf(text.stringValue().replace("$", "$$"));
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(escaped(item)));
                yield copy;
            }
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), escaped(entry.getValue())));
                yield copy;
            }
            default -> node;
        };
    }
}

package io.stackctl.convert;

import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.FileObject;
import io.stackctl.spec.ConfigSpec;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.SecretSpec;
import io.stackctl.spec.StackSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stack as the requests with which the peer's deploy would create it: the Engine API's shape, networks first, then
 * secrets, configs and services, each sorted by name.
 *
 * <p>Every value is the spec's. The spec is total and the API is not: the file is asked only which of them were written,
 * and in which spelling, because the peer sends nothing else.
 */
public final class EngineRequests {
    private final Scope scope;
    private final ComposeFile file;
    private final ArrayNode requests = JsonNodeFactory.instance.arrayNode();

    private EngineRequests(Scope scope, ComposeFile file) {
        this.scope = scope;
        this.file = file;
    }

    /**
     * The requests as one JSON array of {@code path} and {@code body}; it ends with a line break.
     *
     * @param file what the stack was converted from
     */
    public static String print(StackConverter.Converted converted, ComposeFile file) {
        StackSpec stack = converted.stack().orElseThrow();
        EngineRequests requests = new EngineRequests(new Scope(stack.name()), file);
        requests.add(stack, converted.secrets(), converted.configs());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(requests.requests) + "\n";
    }

    private void add(StackSpec stack, List<FileContent> secrets, List<FileContent> configs) {
        stack.networks().forEach(network -> request("/networks/create", network(network)));
        stack.secrets().forEach(secret -> request("/secrets/create", secret(secret, secrets)));
        stack.configs().forEach(config -> request("/configs/create", config(config, configs)));
        Map<String, io.stackctl.compose.model.Service> services =
                byName(file.services(), service -> scope.name(service.name()));
        stack.services()
                .forEach(service -> request(
                        "/services/create",
                        ServiceRequest.of(
                                service,
                                Optional.ofNullable(services.get(service.name()))
                                        .orElseThrow(),
                                this::configName)));
    }

    private String configName(String key) {
        Optional<FileObject> object = Optional.ofNullable(file.configs().get(key));
        return scope.name(key, object.flatMap(FileObject::name));
    }

    private void request(String path, ObjectNode body) {
        requests.addObject().put("path", path).set("body", body);
    }

    private ObjectNode network(NetworkSpec network) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Name", network.name());
        body.put("Driver", network.driver());
        Bodies.pairs(body, "Options", network.driverOptions());
        body.put("Internal", network.internal());
        body.put("Attachable", network.attachable());
        Bodies.pairs(body, "Labels", network.labels());
        Optional.ofNullable(byName(file.networks(), written -> scope.name(written.key(), written.name()))
                        .get(network.name()))
                .filter(written ->
                        written.ipamDriver().isPresent() || !written.pools().isEmpty())
                .ifPresent(written -> {
                    ObjectNode ipam = body.putObject("IPAM");
                    written.ipamDriver().ifPresent(driver -> ipam.put("Driver", driver));
                    if (!written.pools().isEmpty()) {
                        ArrayNode pools = ipam.putArray("Config");
                        written.pools().forEach(pool -> {
                            ObjectNode one = pools.addObject()
                                    .put("Subnet", pool.subnet().value());
                            pool.range().ifPresent(range -> one.put("IPRange", range.value()));
                            pool.gateway().ifPresent(gateway -> one.put("Gateway", gateway.value()));
                        });
                    }
                });
        return body;
    }

    private ObjectNode secret(SecretSpec secret, List<FileContent> contents) {
        ObjectNode body = content(secret.name(), secret.labels(), contents);
        Optional.ofNullable(byName(file.secrets(), written -> scope.name(written.key(), written.name()))
                        .get(secret.name()))
                .ifPresent(written -> written.driver().ifPresent(driver -> {
                    ObjectNode named = body.putObject("Driver");
                    named.put("Name", driver.value());
                    Bodies.pairs(named, "Options", written.driverOptions());
                }));
        secret.templating().ifPresent(templating -> body.putObject("Templating").put("Name", templating));
        return body;
    }

    private static ObjectNode config(ConfigSpec config, List<FileContent> contents) {
        ObjectNode body = content(config.name(), config.labels(), contents);
        config.templating().ifPresent(templating -> body.putObject("Templating").put("Name", templating));
        return body;
    }

    private static ObjectNode content(String name, SortedMap<String, String> labels, List<FileContent> contents) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Name", name);
        Bodies.pairs(body, "Labels", labels);
        contents.stream()
                .filter(content -> content.name().equals(name))
                .forEach(content -> body.put("Data", Base64.getEncoder().encodeToString(content.bytes())));
        return body;
    }

    private static <T> Map<String, T> byName(SortedMap<String, T> written, Function<T, String> name) {
        return written.values().stream().collect(Collectors.toMap(name, one -> one, (first, _) -> first));
    }
}

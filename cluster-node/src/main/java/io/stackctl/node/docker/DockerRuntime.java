package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackctl.node.Limits;
import io.stackctl.node.docker.ContainerOrder.Endpoint;
import io.stackctl.node.docker.ContainerOrder.Networking;
import io.stackctl.node.docker.RuntimeFailure.Kind;
import io.stackctl.view.NetworkAssignment;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A Docker Engine, 20.10 or later, at its socket. */
public final class DockerRuntime implements ContainerRuntime {
    private final EngineHttp http;
    private final Owner owner;

    /** {@code address}: such as {@code unix:///var/run/docker.sock}. Nothing is asked of the engine yet. */
    public DockerRuntime(URI address, Owner owner) {
        this.http = new EngineHttp(address);
        this.owner = owner;
    }

    @Override
    public EngineDescription describe() throws RuntimeFailure {
        return EngineReader.read(http.call(EngineCall.get("info").within(Limits.ENGINE_DESCRIBE)), http.apiVersion());
    }

    @Override
    public boolean hasImage(String reference) throws RuntimeFailure {
        return find(EngineCall.get("images", reference, "json")).isPresent();
    }

    @Override
    public void pull(String reference, Optional<RegistryLogin> login) throws RuntimeFailure {
        var image = ImageName.parse(reference);
        var call = EngineCall.post("images", "create")
                .with("fromImage", image.repository())
                .with("tag", image.version());
        if (login.isPresent()) {
            call = call.header("X-Registry-Auth", header(login.get()));
        }
        try (var response = http.open(call);
                var progress = EngineHttp.JSON.readerFor(JsonNode.class).<JsonNode>readValues(response.getBody())) {
            while (progress.hasNextValue()) {
                var error = progress.nextValue().path("error").asText();
                if (!error.isEmpty()) {
                    throw new RuntimeFailure(Kind.BROKEN, error);
                }
            }
        } catch (IOException failure) {
            throw http.lost(failure);
        }
    }

    /**
     * Asks the image's registry, through the engine, which content the name means now.
     *
     * @return such as {@code sha256:9f...}; empty when the registry, or the engine, could not say
     */
    public Optional<String> digest(String reference) {
        try {
            return find(EngineCall.get("distribution", reference, "json").within(Limits.DIGEST_WAIT))
                    .map(found -> found.path("Descriptor").path("digest").asText())
                    .filter(digest -> !digest.isEmpty());
        } catch (RuntimeFailure failure) {
            return Optional.empty();
        }
    }

    private static String header(RegistryLogin login) {
        var json = ContainerRequest.object()
                .put("username", login.user())
                .put("password", login.password())
                .put("serveraddress", login.server());
        return Base64.getUrlEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void ensureNetwork(NetworkAssignment network) throws RuntimeFailure {
        var name = network.id().value();
        var there = find(EngineCall.get("networks", name));
        if (there.isPresent()) {
            if (NetworkRequest.fits(there.get(), network)) {
                return;
            }
            removeNetwork(name);
        }
        if (NetworkRequest.bridge(network)) {
            refuseUsed(network);
        }
        http.call(EngineCall.post("networks", "create").sending(NetworkRequest.of(network, owner)));
    }

    private static void refuseUsed(NetworkAssignment network) throws RuntimeFailure {
        var own = NetworkRequest.bridgeName(network.id().value());
        var user = MachineAddresses.userOf(network.subnet(), own);
        if (user.isPresent()) {
            throw new RuntimeFailure(
                    Kind.REFUSED,
                    "the subnet " + network.subnet() + " of network "
                            + network.spec().name()
                            + " is in use on this machine (" + user.get()
                            + "); give the network another subnet, or the cluster another --default-addr-pool");
        }
    }

    @Override
    public void removeNetwork(String name) throws RuntimeFailure {
        try {
            http.call(EngineCall.delete("networks", name));
        } catch (RuntimeFailure failure) {
            if (failure.kind() == Kind.NOT_FOUND) {
                return;
            }
            // Engines tell of a network in use with the code of a forbidden request.
            throw failure.kind() == Kind.REFUSED ? new RuntimeFailure(Kind.CONFLICT, failure.text()) : failure;
        }
    }

    @Override
    public List<String> networks() throws RuntimeFailure {
        var names = new ArrayList<String>();
        for (var network : http.call(EngineCall.get("networks").with("filters", ours(filters())))) {
            names.add(network.path("Name").asText());
        }
        return names;
    }

    @Override
    public Created create(ContainerOrder order) throws RuntimeFailure {
        var call = EngineCall.post("containers", "create")
                .with("name", order.name())
                .sending(ContainerRequest.of(order))
                .since(ContainerRequest.needs(order));
        try {
            var made = http.call(call);
            var id = made.path("Id").asText();
            connect(id, order, List.of(first(order)));
            var warnings = new ArrayList<String>();
            made.path("Warnings").forEach(warning -> warnings.add(warning.asText()));
            ContainerRequest.unheard(order, http.apiVersion()).ifPresent(warnings::add);
            return new Created(id, warnings);
        } catch (RuntimeFailure failure) {
            if (failure.kind() != Kind.CONFLICT) {
                throw failure;
            }
            var there = inspect(order.name())
                    .filter(container -> container.label(Labels.TASK).equals(Optional.of(order.task())))
                    .orElseThrow(() -> failure);
            connect(there.container(), order, there.networks());
            return new Created(there.container(), List.of());
        }
    }

    private static String first(ContainerOrder order) {
        return switch (order.networking()) {
            case Networking.Own(var endpoints) -> endpoints.getFirst().network();
            case Networking.Predefined(var mode) -> mode;
        };
    }

    /** Engines before API 1.44 take one network at creation: the others follow. */
    private void connect(String container, ContainerOrder order, List<String> connected) throws RuntimeFailure {
        if (order.networking() instanceof Networking.Own(var endpoints)) {
            for (Endpoint endpoint : endpoints) {
                if (!connected.contains(endpoint.network())) {
                    var body = ContainerRequest.object().put("Container", container);
                    body.set("EndpointConfig", ContainerRequest.endpoint(endpoint));
                    http.call(EngineCall.post("networks", endpoint.network(), "connect")
                            .sending(body));
                }
            }
        }
    }

    @Override
    public void start(String container) throws RuntimeFailure {
        http.call(EngineCall.post("containers", container, "start"));
    }

    @Override
    public void stop(String container, Duration grace) throws RuntimeFailure {
        http.call(EngineCall.post("containers", container, "stop")
                .with("t", Long.toString(ContainerRequest.seconds(grace)))
                .within(grace.plus(Limits.ENGINE_CALL)));
    }

    @Override
    public void remove(String container) throws RuntimeFailure {
        try {
            http.call(EngineCall.delete("containers", container)
                    .with("force", true)
                    .with("v", true));
        } catch (RuntimeFailure failure) {
            if (failure.kind() != Kind.NOT_FOUND) {
                throw failure;
            }
        }
    }

    @Override
    public Optional<ContainerState> inspect(String container) throws RuntimeFailure {
        return find(EngineCall.get("containers", container, "json")).map(ContainerReader::read);
    }

    @Override
    public List<OwnContainer> containers() throws RuntimeFailure {
        var call = EngineCall.get("containers", "json").with("all", true).with("filters", ours(filters()));
        var found = new ArrayList<OwnContainer>();
        for (var container : http.call(call)) {
            found.add(new OwnContainer(
                    container.path("Id").asText(),
                    container.path("Names").path(0).asText().replaceFirst("^/", ""),
                    container.path("Labels").path(Labels.TASK).asText(),
                    container.path("State").asText().equals("running")));
        }
        return found;
    }

    /** Begins a moment in the past: engines answer before they listen, and would lose what happens in between. */
    @Override
    public EventStream events() throws RuntimeFailure {
        var filters = filters();
        filters.putArray("type").add("container");
        var kinds = filters.putArray("event");
        List.of("start", "die", "health_status", "destroy").forEach(kinds::add);
        var since = Instant.now().minusSeconds(1).getEpochSecond();
        var response = http.open(
                EngineCall.get("events").with("since", Long.toString(since)).with("filters", ours(filters)));
        try {
            return new EngineEvents(http, response);
        } catch (IOException failure) {
            response.close();
            throw http.lost(failure);
        }
    }

    @Override
    public LogStream logs(String container, LogQuery query) throws RuntimeFailure {
        var state = inspect(container)
                .orElseThrow(() -> new RuntimeFailure(Kind.NOT_FOUND, "No such container: " + container));
        var call = EngineCall.get("containers", state.container(), "logs")
                .with("timestamps", true)
                .with("follow", query.follow())
                .with("stdout", query.stdout())
                .with("stderr", query.stderr())
                .with("tail", query.tail() < 0 ? "all" : Long.toString(query.tail()));
        if (query.since() > 0) {
            call = call.with("since", time(query.since()));
        }
        if (query.until() > 0) {
            call = call.with("until", time(query.until()));
        }
        return new EngineLogs(http, http.open(call), state.terminal());
    }

    private static String time(long nanos) {
        return "%d.%09d".formatted(nanos / 1_000_000_000L, nanos % 1_000_000_000L);
    }

    private static ObjectNode filters() {
        return ContainerRequest.object();
    }

    private String ours(ObjectNode filters) {
        filters.putArray("label")
                .add(Labels.CLUSTER + "=" + owner.cluster().value())
                .add(Labels.NODE + "=" + owner.node().value());
        return filters.toString();
    }

    private Optional<JsonNode> find(EngineCall call) throws RuntimeFailure {
        try {
            return Optional.of(http.call(call));
        } catch (RuntimeFailure failure) {
            if (failure.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

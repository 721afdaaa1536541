package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.stackctl.node.docker.ContainerRuntime.ContainerEvent;
import io.stackctl.node.docker.ContainerRuntime.EventStream;
import java.io.IOException;
import java.util.Optional;

/** The engine's stream of events, one JSON object after the other. */
final class EngineEvents implements EventStream {
    private final EngineHttp http;
    private final Response response;
    private final MappingIterator<JsonNode> objects;
    private volatile boolean closed;

    EngineEvents(EngineHttp http, Response response) throws IOException {
        this.http = http;
        this.response = response;
        this.objects = EngineHttp.JSON.readerFor(JsonNode.class).readValues(response.getBody());
    }

    @Override
    public Optional<ContainerEvent> next() throws RuntimeFailure {
        try {
            if (!objects.hasNextValue()) {
                return Optional.empty();
            }
            var event = objects.nextValue();
            var actor = event.path("Actor");
            return Optional.of(new ContainerEvent(
                    actor.path("ID").asText(),
                    actor.path("Attributes").path(Labels.TASK).asText(),
                    event.path("Action").asText()));
        } catch (IOException failure) {
            if (closed) {
                return Optional.empty();
            }
            throw http.lost(failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        response.close();
    }
}

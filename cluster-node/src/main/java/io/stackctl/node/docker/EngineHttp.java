package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.stackctl.node.Limits;
import io.stackctl.node.docker.RuntimeFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/*
 * Why not docker-java's typed commands: their enums lose what they do not know (log drivers, capabilities of newer
 * kernels), their models lack fields (options of binds, part of a volume), and they tell only a part of an error. Its
 * transport is used as it is.
 */

/** Speaks HTTP with the engine, in the newest API version that both sides know. */
final class EngineHttp implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final DockerHttpClient client;
    /** What the engine offers; asked again after it was away, for another may have taken its place. */
    private volatile Optional<ApiVersion> offered = Optional.empty();

    private volatile boolean closed;

    EngineHttp(URI address) {
        this.address = address.toString();
        this.client = new ZerodepDockerHttpClient.Builder()
                .dockerHost(address)
                .maxConnections(Limits.ENGINE_CONNECTIONS)
                .connectionTimeout(Limits.ENGINE_CONNECT)
                .build();
    }

    /** The answer's JSON; missing when it has no body. */
    JsonNode call(EngineCall call) throws RuntimeFailure {
        return call.limit().isZero() ? answer(call) : inTime(call);
    }

    /** The engine's socket knows no timeout: a call that takes too long is given up from outside. */
    private JsonNode inTime(EngineCall call) throws RuntimeFailure {
        var answer = new FutureTask<>(() -> answer(call));
        var thread = Thread.ofVirtual().name("engine-call").start(answer);
        try {
            return answer.get(call.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeFailure ofEngine) {
                throw ofEngine;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (TimeoutException late) {
            thread.interrupt();
            offered = Optional.empty();
            throw RuntimeFailure.unreachable(
                    address,
                    new IOException(
                            "no answer to " + call + " within " + call.limit().toSeconds() + " s", late));
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw RuntimeFailure.unreachable(address, interrupted);
        }
    }

    private JsonNode answer(EngineCall call) throws RuntimeFailure {
        try (var response = open(call)) {
            var bytes = response.getBody().readAllBytes();
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException failure) {
            throw lost(failure);
        }
    }

    /** An answer that goes on: the caller reads and closes it. Refusals are thrown here. */
    Response open(EngineCall call) throws RuntimeFailure {
        var version = speak(call);
        var response = execute(request(call, call.target(version)));
        int status = response.getStatusCode();
        if (status < 400) {
            return response;
        }
        try (response) {
            throw new RuntimeFailure(kind(status), message(response, status));
        }
    }

    private static Request request(EngineCall call, String target) {
        var request = Request.builder().method(call.method()).path(target).putAllHeaders(call.headers());
        call.body()
                .ifPresent(json -> request.putHeader("Content-Type", "application/json")
                        .bodyBytes(json.toString().getBytes(StandardCharsets.UTF_8)));
        return request.build();
    }

    private ApiVersion speak(EngineCall call) throws RuntimeFailure {
        var engine = apiVersion();
        if (engine.compareTo(call.least()) < 0) {
            throw new RuntimeFailure(
                    Kind.REFUSED,
                    "this needs version " + call.least() + " of the engine's API; the engine at " + address + " has "
                            + engine);
        }
        var ours = ApiVersion.OURS.compareTo(call.least()) >= 0 ? ApiVersion.OURS : call.least();
        return ours.orOlder(engine);
    }

    /** The version that the engine offers. */
    ApiVersion apiVersion() throws RuntimeFailure {
        var known = offered;
        if (known.isPresent()) {
            return known.get();
        }
        try (var response =
                execute(Request.builder().method("GET").path("/version").build())) {
            var version = ApiVersion.parse(
                    JSON.readTree(response.getBody()).path("ApiVersion").asText());
            offered = Optional.of(version);
            return version;
        } catch (IOException failure) {
            throw lost(failure);
        }
    }

    private Response execute(Request request) throws RuntimeFailure {
        try {
            return client.execute(request);
        } catch (UncheckedIOException | CancellationException failure) {
            throw lost(failure);
        } catch (RuntimeException failure) {
            // The transport wraps what went wrong on the wire; everything else is a mistake of ours.
            if (failure.getCause() instanceof IOException) {
                throw lost(failure.getCause());
            }
            // A call that the end of the daemon overtook finds its connections gone, in words of the library's own.
            if (closed) {
                throw lost(failure);
            }
            throw failure;
        }
    }

    RuntimeFailure lost(Throwable failure) {
        offered = Optional.empty();
        return RuntimeFailure.unreachable(address, failure);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            default -> status < 500 ? Kind.REFUSED : Kind.BROKEN;
        };
    }

    private static String message(Response response, int status) {
        try (InputStream body = response.getBody()) {
            var text = new String(body.readNBytes(Limits.ENGINE_ERROR_BYTES), StandardCharsets.UTF_8).strip();
            var message =
                    text.startsWith("{") ? JSON.readTree(text).path("message").asText() : text;
            return message.isEmpty() ? "the engine answers " + status : message;
        } catch (IOException _) {
            return "the engine answers " + status;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            client.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

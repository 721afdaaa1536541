package io.stackctl.node.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackctl.node.Limits;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One request of the engine's API: method and path without version, what goes with it, and how long it may take. */
record EngineCall(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<JsonNode> body,
        ApiVersion least,
        Duration limit) {
    static EngineCall get(String... path) {
        return of("GET", path);
    }

    static EngineCall post(String... path) {
        return of("POST", path);
    }

    static EngineCall delete(String... path) {
        return of("DELETE", path);
    }

    private static EngineCall of(String method, String... path) {
        return new EngineCall(
                method, encoded(path), Map.of(), Map.of(), Optional.empty(), ApiVersion.OLDEST, Limits.ENGINE_CALL);
    }

    /** Names of images hold slashes, which the engine wants as they are. */
    private static String encoded(String... parts) {
        var path = new StringBuilder();
        for (var part : parts) {
            path.append('/').append(escaped(part).replace("%2F", "/"));
        }
        return path.toString();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    EngineCall with(String key, String value) {
        var more = new TreeMap<>(query);
        more.put(key, value);
        return new EngineCall(method, path, more, headers, body, least, limit);
    }

    EngineCall with(String key, boolean value) {
        return value ? with(key, "1") : this;
    }

    EngineCall header(String key, String value) {
        var more = new TreeMap<>(headers);
        more.put(key, value);
        return new EngineCall(method, path, query, more, body, least, limit);
    }

    EngineCall sending(JsonNode json) {
        return new EngineCall(method, path, query, headers, Optional.of(json), least, limit);
    }

    /** The request means nothing to an engine with an older API. */
    EngineCall since(ApiVersion version) {
        return new EngineCall(method, path, query, headers, body, version, limit);
    }

    EngineCall within(Duration longer) {
        return new EngineCall(method, path, query, headers, body, least, longer);
    }

    /** Path and query, for an engine that is spoken to in this version. */
    String target(ApiVersion version) {
        var target = new StringBuilder("/v").append(version).append(path);
        char separator = '?';
        for (var parameter : new TreeMap<>(query).entrySet()) {
            target.append(separator)
                    .append(escaped(parameter.getKey()))
                    .append('=')
                    .append(escaped(parameter.getValue()));
            separator = '&';
        }
        return target.toString();
    }

    /** Bodies and headers may hold what is not for logs. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

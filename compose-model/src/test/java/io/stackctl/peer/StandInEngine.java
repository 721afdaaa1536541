package io.stackctl.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An engine that has nothing, says that it is a swarm's manager, takes every request to create something, and keeps them. */
final class StandInEngine implements AutoCloseable {
    private static final List<String> KINDS =
            List.of("/networks/create", "/secrets/create", "/configs/create", "/services/create");
    private static final String VERSION = "1.49";

    private final HttpServer server;
    /** Guarded by itself. */
    private final List<ObjectNode> requests = new ArrayList<>();

    private StandInEngine(HttpServer server) {
        this.server = server;
    }

    static StandInEngine start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StandInEngine engine = new StandInEngine(server);
        server.createContext("/", engine::answer);
        server.start();
        return engine;
    }

    String host() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The requests since the last call, sorted by kind and name. */
    ArrayNode takeRequests() {
        synchronized (requests) {
            requests.sort(Comparator.comparingInt((ObjectNode request) ->
                            KINDS.indexOf(request.path("path").asString()))
                    .thenComparing(request -> request.path("body").path("Name").asString("")));
            ArrayNode taken = JsonNodeFactory.instance.arrayNode().addAll(requests);
            requests.clear();
            return taken;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/v1\\.[0-9]+", "");
        JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        int status = 200;
        String answer;
        if (exchange.getRequestMethod().equals("POST")) {
            keep(path, body);
            status = 201;
            answer = "{\"ID\": \"made\", \"Id\": \"made\"}";
        } else {
            answer = known(path, String.valueOf(exchange.getRequestURI().getRawQuery()));
            status = answer.isEmpty() ? 404 : 200;
        }
        byte[] bytes = (answer.isEmpty() ? "{\"message\": \"not found\"}" : answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Api-Version", VERSION);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void keep(String path, JsonNode body) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("path", path);
        request.set("body", body);
        synchronized (requests) {
            requests.add(request);
        }
    }

    /** Empty for what is not there. */
    private static String known(String path, String query) {
        return switch (path) {
            case "/_ping" -> "OK";
            case "/info" -> "{\"Swarm\": {\"LocalNodeState\": \"active\", \"ControlAvailable\": true}}";
            case "/networks", "/services" -> "[]";
            case "/secrets" -> named("secret", query);
            case "/configs" -> named("config", query);
            default ->
                path.startsWith("/networks/")
                        ? "{\"Name\": \"" + path.substring("/networks/".length()) + "\", \"Scope\": \"swarm\"}"
                        : "";
        };
    }

    /** All that are asked for: those just made, and those that are external. */
    private static String named(String kind, String query) {
        String filters = URLDecoder.decode(query.replaceFirst("^.*filters=", ""), StandardCharsets.UTF_8);
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (String name : JsonMapper.shared().readTree(filters).path("name").propertyNames()) {
            found.addObject().put("ID", kind + "-id-" + name).putObject("Spec").put("Name", name);
        }
        return found.toString();
    }
}

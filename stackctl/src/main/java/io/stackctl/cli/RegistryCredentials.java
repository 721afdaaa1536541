package io.stackctl.cli;

import io.stackctl.cli.template.Json;
import io.stackctl.cli.template.Value;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Credentials that the user has for the registries of a stack's images, from docker's own file. */
final class RegistryCredentials {
    private static final String HUB = "docker.io";
    private static final String HUB_KEY = "https://index.docker.io/v1/";

    private RegistryCredentials() {}

    /** By registry host, each as base64 of JSON; hosts without credentials are left out. */
    static SortedMap<String, String> of(CommandContext context, List<String> images) throws CommandException {
        var hosts = new TreeSet<String>();
        images.forEach(image -> hosts.add(host(image)));
        var credentials = new TreeMap<String, String>();
        Optional<Yaml.Mapping> file = file(context);
        for (String host : hosts) {
            String key = host.equals(HUB) ? HUB_KEY : host;
            file.flatMap(root -> mapping(root, "auths"))
                    .flatMap(auths -> mapping(auths, key).or(() -> mapping(auths, "https://" + key)))
                    .flatMap(entry -> text(entry, "auth"))
                    .flatMap(auth -> encoded(host, auth))
                    .ifPresent(encoded -> credentials.put(host, encoded));
        }
        if (credentials.isEmpty()) {
            context.tell("--with-registry-auth: no credentials are known for " + String.join(", ", hosts));
        }
        return credentials;
    }

    /** The first part of an image's name is a host if it looks like one. */
    static String host(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : HUB;
    }

    private static Optional<Yaml.Mapping> file(CommandContext context) throws CommandException {
        String home = context.environment().getOrDefault("HOME", System.getProperty("user.home", "/root"));
        String folder = context.environment().getOrDefault("DOCKER_CONFIG", home + "/.docker");
        Path path = Path.of(folder, "config.json");
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            // JSON is YAML.
            var document = YamlReader.read(0, path.toString(), Files.readAllBytes(path));
            return document.root().flatMap(RegistryCredentials::mapping);
        } catch (IOException failure) {
            throw CommandException.error("cannot read " + path + ": " + FileErrors.reason(failure));
        }
    }

    private static Optional<Yaml.Mapping> mapping(Yaml yaml) {
        return yaml instanceof Yaml.Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }

    private static Optional<Yaml.Mapping> mapping(Yaml.Mapping in, String key) {
        return in.get(key).flatMap(RegistryCredentials::mapping);
    }

    private static Optional<String> text(Yaml.Mapping in, String key) {
        return in.get(key)
                .flatMap(value ->
                        value instanceof Yaml.Scalar scalar && scalar.value() instanceof ScalarValue.Text(var text)
                                ? Optional.of(text)
                                : Optional.empty());
    }

    /** Docker keeps {@code user:password} in base64. */
    private static Optional<String> encoded(String host, String auth) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put("username", Value.of(pair.substring(0, colon)));
        fields.put("password", Value.of(pair.substring(colon + 1)));
        fields.put("serveraddress", Value.of(host.equals(HUB) ? HUB_KEY : host));
        byte[] json = Json.compact(new Value.Struct(fields)).getBytes(StandardCharsets.UTF_8);
        return Optional.of(Base64.getEncoder().encodeToString(json));
    }
}

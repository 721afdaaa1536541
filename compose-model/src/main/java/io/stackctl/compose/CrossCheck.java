package io.stackctl.compose;

import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.FileObject;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Network;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.Subnet;
import io.stackctl.yaml.Span;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/**
 * Checks that all of the file can be deployed: references resolve, files can be read, values lie within the bounds of the
 * cluster. The peer finds most of this after it has changed the cluster; here nothing has happened yet.
 */
final class CrossCheck {
    private final ComposeFile file;
    private final Files files;
    private final Reading reading;
    private final Diagnostics.Collector diagnostics;

    private CrossCheck(ComposeFile file, Files files, Reading reading, Diagnostics.Collector diagnostics) {
        this.file = file;
        this.files = files;
        this.reading = reading;
        this.diagnostics = diagnostics;
    }

    static void check(ComposeFile file, Files files, Reading reading, Diagnostics.Collector diagnostics) {
        new CrossCheck(file, files, reading, diagnostics).check();
    }

    private void check() {
        file.services().values().forEach(service -> {
            new ServiceCheck(file, service, reading, diagnostics).check();
            new DeployCheck(service, reading, diagnostics).check();
        });
        if (reading == Reading.OURS) {
            file.networks().values().forEach(this::subnets);
            new DependencyCheck(file, diagnostics).check();
        }
        contents("secret", file.secrets(), Limits.SECRET_BYTES);
        contents("config", file.configs(), Limits.CONFIG_BYTES);
    }

    private void subnets(Network network) {
        if (!network.external()) {
            network.pools().forEach(this::pool);
        }
    }

    private void pool(Network.Pool pool) {
        subnet(pool.subnet());
        pool.range().ifPresent(this::subnet);
        pool.gateway()
                .filter(gateway -> Ipv4Address.parse(gateway.value()).isEmpty())
                .ifPresent(gateway -> diagnostics.add(Diagnostic.at(
                                gateway.span(), Code.INVALID_SUBNET, "`" + gateway.value() + "` is no IPv4 address")
                        .withLabel("write an address of the subnet")));
    }

    private void subnet(Located<String> subnet) {
        if (Subnet.parse(subnet.value()).isEmpty()) {
            diagnostics.add(
                    Diagnostic.at(subnet.span(), Code.INVALID_SUBNET, "`" + subnet.value() + "` is no IPv4 network")
                            .withLabel("write `10.1.0.0/24`"));
        }
    }

    private void contents(String kind, SortedMap<String, FileObject> objects, int limit) {
        for (FileObject object : objects.values()) {
            object.driver()
                    .filter(_ -> reading == Reading.OURS)
                    .ifPresent(driver -> diagnostics.add(Diagnostic.at(
                                    driver.span(), Code.FORBIDDEN_KEY, "a " + kind + " from a driver is not supported")
                            .withLabel("use `file`, or `external: true`")));
            if (!object.external()) {
                object.variable()
                        .filter(_ -> object.content().isEmpty())
                        .ifPresent(variable -> unset(kind, object, variable));
                object.content()
                        .ifPresent(content -> size(
                                kind,
                                object,
                                content.span(),
                                content.value().getBytes(StandardCharsets.UTF_8).length,
                                limit));
                object.file().ifPresent(path -> content(kind, object, path, limit));
            }
        }
    }

    private void unset(String kind, FileObject object, Located<String> variable) {
        diagnostics.add(Diagnostic.at(
                        variable.span(),
                        Code.REQUIRED_VARIABLE,
                        "the variable `" + variable.value() + "` with the content of " + kind + " `" + object.key()
                                + "` is not set")
                .withLabel("set it where the command runs"));
    }

    private void size(String kind, FileObject object, Span place, int size, int limit) {
        if (reading == Reading.OURS && (size == 0 || size >= limit)) {
            diagnostics.add(Diagnostic.at(
                            place, Code.INVALID_CONTENT_SIZE, kind + " `" + object.key() + "` has " + size + " bytes")
                    .withLabel("it must have 1 to " + (limit - 1)));
        }
    }

    private void content(String kind, FileObject object, Located<String> path, int limit) {
        switch (files.read(path.value())) {
            case Files.Content.Failed(var reason) ->
                diagnostics.add(Diagnostic.at(
                                path.span(),
                                Code.UNREADABLE_FILE,
                                "cannot read the file of " + kind + " `" + object.key() + "`: " + reason)
                        .withLabel(path.value()));
            case Files.Content.Found found -> size(kind, object, path.span(), found.bytes().length, limit);
        }
    }
}

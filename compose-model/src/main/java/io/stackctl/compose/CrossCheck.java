package io.stackctl.compose;

import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.FileObject;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Network;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.spec.Subnet;
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
        }
        contents("secret", file.secrets(), Limits.SECRET_BYTES);
        contents("config", file.configs(), Limits.CONFIG_BYTES);
    }

    private void subnets(Network network) {
        network.subnets().stream()
                .filter(subnet ->
                        !network.external() && Subnet.parse(subnet.value()).isEmpty())
                .forEach(subnet -> diagnostics.add(
                        Diagnostic.at(subnet.span(), Code.INVALID_SUBNET, "`" + subnet.value() + "` is no IPv4 network")
                                .withLabel("write `10.1.0.0/24`")));
    }

    private void contents(String kind, SortedMap<String, FileObject> objects, int limit) {
        for (FileObject object : objects.values()) {
            object.driver()
                    .filter(_ -> reading == Reading.OURS)
                    .ifPresent(driver -> diagnostics.add(Diagnostic.at(
                                    driver.span(), Code.FORBIDDEN_KEY, "a " + kind + " from a driver is not supported")
                            .withLabel("use `file`, or `external: true`")));
            object.file().filter(_ -> !object.external()).ifPresent(path -> content(kind, object, path, limit));
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
            case Files.Content.Found found -> {
                int size = found.bytes().length;
                if (reading == Reading.OURS && (size == 0 || size >= limit)) {
                    diagnostics.add(Diagnostic.at(
                                    path.span(),
                                    Code.INVALID_CONTENT_SIZE,
                                    kind + " `" + object.key() + "` has " + size + " bytes")
                            .withLabel("it must have 1 to " + (limit - 1)));
                }
            }
        }
    }
}

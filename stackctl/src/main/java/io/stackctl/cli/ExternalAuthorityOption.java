package io.stackctl.cli;

import io.stackctl.cluster.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Who signs the certificates of nodes outside of the swarm, as docker writes it. */
final class ExternalAuthorityOption {
    private static final String PROTOCOL = "cfssl";

    @Option(
            names = "--external-ca",
            paramLabel = "SPEC",
            description = "Certificate signing endpoint: protocol=cfssl,url=https://...[,cacert=FILE]; may be repeated")
    private final List<String> specs = new ArrayList<>();

    boolean given() {
        return !specs.isEmpty();
    }

    List<Trust.External> externals() throws CommandException {
        var externals = new ArrayList<Trust.External>();
        for (var spec : specs) {
            externals.add(external(spec));
        }
        return externals;
    }

    private static Trust.External external(String spec) throws CommandException {
        var fields = new TreeMap<String, String>();
        for (var field : spec.split(",", -1)) {
            int equals = field.indexOf('=');
            if (equals < 0) {
                throw CommandException.error("invalid field '" + field + "' must be a key=value pair");
            }
            fields.put(field.substring(0, equals).strip().toLowerCase(Locale.ROOT), field.substring(equals + 1));
        }
        var protocol = fields.get("protocol");
        if (protocol == null) {
            throw CommandException.error("the external-ca option needs a protocol= parameter");
        }
        if (!protocol.equalsIgnoreCase(PROTOCOL)) {
            throw CommandException.error("unrecognized external CA protocol " + protocol);
        }
        var url = fields.get("url");
        if (url == null) {
            throw CommandException.error("the external-ca option needs a url= parameter");
        }
        return new Trust.External(url, text(fields.getOrDefault("cacert", "")));
    }

    /** The text of a file; empty when none is named. */
    static String text(String file) throws CommandException {
        if (file.isEmpty()) {
            return "";
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw CommandException.error("cannot read " + file + ": " + FileErrors.reason(failure));
        }
    }
}

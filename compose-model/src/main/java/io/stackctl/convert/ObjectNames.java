package io.stackctl.convert;

import io.stackctl.compose.model.FileObject;
import io.stackctl.compose.model.Network;
import io.stackctl.compose.model.Service;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Span;
import java.util.regex.Pattern;

/** Checks the names that objects will have in the cluster. The rules are those of the peer's manager. */
final class ObjectNames {
    private static final Pattern DNS_LIKE = Pattern.compile("[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*");
    private static final Pattern FILE_LIKE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?");
    private static final int LONGEST_DNS_LIKE = 63;
    private static final int LONGEST_FILE_LIKE = 64;

    private final Scope scope;
    private final Diagnostics.Collector diagnostics;

    ObjectNames(Scope scope, Diagnostics.Collector diagnostics) {
        this.scope = scope;
        this.diagnostics = diagnostics;
    }

    void service(Service service) {
        check("service", scope.name(service.name()), service.span(), DNS_LIKE, LONGEST_DNS_LIKE);
    }

    void network(Network network) {
        if (!network.external()) {
            check("network", scope.name(network.key(), network.name()), network.span(), DNS_LIKE, LONGEST_DNS_LIKE);
        }
    }

    void fileObject(FileObject object) {
        if (!object.external()) {
            String name = scope.name(object.key(), object.name());
            check("secret or config", name, object.span(), FILE_LIKE, LONGEST_FILE_LIKE);
        }
    }

    private void check(String kind, String name, Span span, Pattern pattern, int longest) {
        if (name.length() > longest) {
            diagnostics.add(Diagnostic.at(
                            span,
                            Code.INVALID_OBJECT_NAME,
                            kind + " `" + name + "` has a name of " + name.length() + " characters")
                    .withLabel(longest + " are allowed, the stack's name included"));
        } else if (!pattern.matcher(name).matches()) {
            diagnostics.add(Diagnostic.at(span, Code.INVALID_OBJECT_NAME, "`" + name + "` is no name of a " + kind)
                    .withLabel(
                            pattern.equals(DNS_LIKE)
                                    ? "use letters, digits, `-` and `_`; no `.`"
                                    : "use letters, digits, `-`, `_` and `.`, the first and last a letter or digit"));
        }
    }
}

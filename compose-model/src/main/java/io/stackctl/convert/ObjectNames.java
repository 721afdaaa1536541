package io.stackctl.convert;

import io.stackctl.compose.model.FileObject;
import io.stackctl.compose.model.Network;
import io.stackctl.compose.model.Service;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.spec.DnsName;
import io.stackctl.yaml.Span;
import java.util.regex.Pattern;

/** Checks the names that objects will have in the cluster. The rules are those of the peer's manager. */
final class ObjectNames {
    private static final Pattern FILE_LIKE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?");
    private static final int LONGEST_FILE_LIKE = 64;

    private final Scope scope;
    private final Diagnostics.Collector diagnostics;

    ObjectNames(Scope scope, Diagnostics.Collector diagnostics) {
        this.scope = scope;
        this.diagnostics = diagnostics;
    }

    void service(Service service) {
        check("service", scope.name(service.name()), service.span());
    }

    void network(Network network) {
        if (!network.external()) {
            check("network", scope.name(network.key(), network.name()), network.span());
        }
    }

    void fileObject(FileObject object) {
        if (!object.external()) {
            String name = scope.name(object.key(), object.name());
            if (fits("secret or config", name, object.span(), LONGEST_FILE_LIKE)
                    && !FILE_LIKE.matcher(name).matches()) {
                refuse(
                        "secret or config",
                        name,
                        object.span(),
                        "use letters, digits, `-`, `_` and `.`, the first and last a letter or digit");
            }
        }
    }

    private void check(String kind, String name, Span span) {
        if (fits(kind, name, span, DnsName.LONGEST) && !DnsName.valid(name)) {
            refuse(kind, name, span, "use letters, digits, `-` and `_`; no `.`");
        }
    }

    private boolean fits(String kind, String name, Span span, int longest) {
        if (name.length() > longest) {
            diagnostics.add(Diagnostic.at(
                            span,
                            Code.INVALID_OBJECT_NAME,
                            kind + " `" + name + "` has a name of " + name.length() + " characters")
                    .withLabel(longest + " are allowed, the stack's name included"));
        }
        return name.length() <= longest;
    }

    private void refuse(String kind, String name, Span span, String remedy) {
        diagnostics.add(Diagnostic.at(span, Code.INVALID_OBJECT_NAME, "`" + name + "` is no name of a " + kind)
                .withLabel(remedy));
    }
}

package io.stackctl.compose;

import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.Dependency;
import io.stackctl.compose.model.Service;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import java.util.Optional;

/**
 * Tells of dependencies that nothing will wait for: of services that are not there, and those that close a circle. They are
 * no errors, as the peer deploys such files.
 */
final class DependencyCheck {
    private final ComposeFile file;
    private final Diagnostics.Collector diagnostics;

    DependencyCheck(ComposeFile file, Diagnostics.Collector diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
    }

    void check() {
        Circles circles = Circles.of(file.services());
        for (Service service : file.services().values()) {
            for (Dependency dependency : service.dependsOn()) {
                String name = dependency.service().value();
                if (!file.services().containsKey(name)) {
                    undefined(service, dependency);
                } else if (circles.together(service.name(), name)) {
                    warn(
                            dependency,
                            name.equals(service.name())
                                    ? "service `" + name + "` depends on itself"
                                    : "services `" + service.name() + "` and `" + name + "` wait for each other",
                            Optional.of("neither waits; take one of the two dependencies away"));
                }
            }
        }
    }

    private void undefined(Service service, Dependency dependency) {
        String name = dependency.service().value();
        if (dependency.required()) {
            warn(
                    dependency,
                    "service `" + service.name() + "` depends on `" + name + "`, which the file does not define",
                    diagnostics.didYouMean(name, file.services().keySet()));
        }
    }

    private void warn(Dependency dependency, String message, Optional<String> label) {
        diagnostics.add(Diagnostic.at(dependency.service().span(), Code.IGNORED_DEPENDENCY, message)
                .withLabel(label.orElse("nothing is waited for")));
    }
}

package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;

/** Whether the files of one command have one version. */
final class Versions {
    private Versions() {}

    static void compare(
            ComposeReader.VersionedFile first, ComposeReader.VersionedFile other, Diagnostics.Collector diagnostics) {
        if (!first.version().equals(other.version())) {
            String message = "the files have different versions: " + first.version() + " and " + other.version();
            Diagnostic mismatch = Diagnostic.at(versionKey(other), Code.VERSION_MISMATCH, message)
                    .withLabel("this file says " + other.version())
                    .withRelated(versionKey(first), "the first file says " + first.version());
            boolean unsaid = first.root().get("version").isEmpty()
                    || other.root().get("version").isEmpty();
            diagnostics.add(unsaid ? mismatch.withHelp("a file without `version` has version 3.13") : mismatch);
        }
    }

    private static Span versionKey(ComposeReader.VersionedFile file) {
        return file.root()
                .get("version")
                .map(Yaml::span)
                .orElseGet(() -> file.root().span());
    }
}

package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Suggestion;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlProblem;
import io.stackctl.yaml.YamlReader;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads one compose file as far as its version: what it takes to check it. */
final class ComposeReader {
    private final Files files;
    private final Diagnostics.Collector diagnostics;

    ComposeReader(Files files, Diagnostics.Collector diagnostics) {
        this.files = files;
        this.diagnostics = diagnostics;
    }

    /** A file whose top level is a mapping of a version we know. */
    record VersionedFile(Yaml.Mapping root, ComposeVersion version, MergeTags tags) {}

    Optional<VersionedFile> read(int ordinal, String name, String path) {
        return switch (files.read(path)) {
            case Files.Content.Failed(var reason) -> {
                diagnostics.add(Diagnostic.nowhere(Code.UNREADABLE_FILE, "cannot read `" + name + "`: " + reason));
                yield Optional.empty();
            }
            case Files.Content.Found found -> {
                YamlReader.Document document = YamlReader.read(ordinal, name, found.bytes());
                document.problems().forEach(problem -> diagnostics.add(diagnostic(problem)));
                yield versioned(document);
            }
        };
    }

    private Optional<VersionedFile> versioned(YamlReader.Document document) {
        if (document.root().orElse(null) instanceof Yaml.Mapping root) {
            return version(root).map(version -> new VersionedFile(root, version, MergeTags.of(root, document.tags())));
        }
        boolean unreadable = document.root().isEmpty() && !document.problems().isEmpty();
        if (!unreadable) {
            String found = document.root().map(Yaml::kind).orElse("nothing");
            diagnostics.add(Diagnostic.at(
                            document.source().start(),
                            Code.WRONG_TYPE,
                            "a compose file must be a mapping, not " + found)
                    .withLabel("start with `services:`"));
        }
        return Optional.empty();
    }

    private Optional<ComposeVersion> version(Yaml.Mapping root) {
        Optional<Yaml> given = root.get("version");
        if (given.isEmpty()) {
            return Optional.of(ComposeVersion.LATEST);
        }
        Yaml version = given.get();
        if (!(version instanceof Yaml.Scalar scalar) || !(scalar.value() instanceof ScalarValue.Text(var text))) {
            String written = Forms.print(version).orElse("3.8");
            diagnostics.add(
                    Diagnostic.at(version.span(), Code.WRONG_TYPE, "`version` must be text, not " + version.kind())
                            .withLabel("write \"" + written + "\" in quotes"));
            return Optional.of(ComposeVersion.LATEST);
        }
        Optional<ComposeVersion> known = ComposeVersion.parse(text);
        if (known.isEmpty()) {
            diagnostics.add(Diagnostic.at(
                            version.span(),
                            Code.UNSUPPORTED_VERSION,
                            "version `" + text + "` of the format is not supported")
                    .withLabel(Suggestion.nearest(
                                    text,
                                    IntStream.rangeClosed(0, ComposeVersion.LATEST.minor())
                                            .mapToObj(minor -> "3." + minor)
                                            .toList())
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("use 3.0 to 3.13, or leave `version` out")));
        }
        return known;
    }

    private static Diagnostic diagnostic(YamlProblem problem) {
        Diagnostic diagnostic = Diagnostic.at(problem.span(), code(problem.kind()), problem.message());
        String note = problem.kind() == YamlProblem.Kind.DUPLICATE_KEY ? "the first one is here" : "it began here";
        return problem.related()
                .map(place -> diagnostic.withRelated(place, note))
                .orElse(diagnostic);
    }

    private static Code code(YamlProblem.Kind kind) {
        return switch (kind) {
            case ENCODING -> Code.YAML_ENCODING;
            case SYNTAX -> Code.YAML_SYNTAX;
            case DUPLICATE_KEY -> Code.DUPLICATE_KEY;
            case NON_TEXT_KEY -> Code.NON_TEXT_KEY;
            case MERGE -> Code.YAML_MERGE_KEY;
            case ALIAS -> Code.YAML_ALIAS;
            case EXPANSION -> Code.YAML_EXPANSION;
            case DEPTH -> Code.YAML_DEPTH;
            case NUMBER -> Code.YAML_NUMBER;
            case TAG -> Code.YAML_TAG;
            case EXTRA_DOCUMENT -> Code.EXTRA_DOCUMENT;
        };
    }
}

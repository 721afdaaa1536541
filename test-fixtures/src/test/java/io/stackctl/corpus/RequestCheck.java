package io.stackctl.corpus;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.Reading;
import io.stackctl.convert.EngineRequests;
import io.stackctl.convert.StackConverter;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.DiagnosticPrinter;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the requests that {@code convert --compat} prints, without empty values, with those that the peer sent. */
final class RequestCheck {
    private static final String STACK = "stk";
    private static final int SHOWN = 5;

    private RequestCheck() {}

    static Verdict check(CorpusCase one) {
        Optional<JsonNode> expected = one.deploy().orElseThrow().requests();
        ComposeLoader.Loaded loaded = ComposeLoader.load(one.names(), one.environment(), one.files(), Reading.PEER);
        if (loaded.file().isEmpty()) {
            return refused(expected.isEmpty(), loaded.diagnostics());
        }
        StackConverter.Converted converted =
                StackConverter.convert(STACK, loaded.file().get(), one.files(), Reading.PEER);
        if (converted.stack().isEmpty()) {
            return refused(expected.isEmpty(), converted.diagnostics());
        }
        if (expected.isEmpty()) {
            return new Verdict.Different(List.of("accepted, but the peer refuses it"));
        }
        List<String> differences = new ArrayList<>();
        compare(
                "",
                expected.get(),
                JsonMapper.shared()
                        .readTree(EngineRequests.print(converted, loaded.file().get())),
                differences);
        return differences.isEmpty()
                ? new Verdict.Equal()
                : new Verdict.Different(differences.stream().limit(SHOWN).toList());
    }

    private static Verdict refused(boolean byPeerToo, Diagnostics diagnostics) {
        if (byPeerToo && diagnostics.hasErrors()) {
            return new Verdict.Equal();
        }
        DiagnosticPrinter printer = new DiagnosticPrinter(Palette.PLAIN);
        List<Diagnostic> errors = diagnostics.errors();
        return new Verdict.Different(errors.stream()
                .limit(SHOWN)
                .map(error -> "refused: " + printer.printLine(error))
                .toList());
    }

    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> differences) {
        if (isEmpty(expected) && isEmpty(actual)) {
            return;
        }
        if (expected.isObject() && (actual.isObject() || actual.isMissingNode())) {
            SortedSet<String> keys = new TreeSet<>(expected.propertyNames());
            keys.addAll(actual.propertyNames());
            keys.forEach(key -> compare(path + "/" + key, expected.path(key), actual.path(key), differences));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "/" + i, expected.get(i), actual.get(i), differences);
            }
        } else if (expected.isNumber() && actual.isNumber()) {
            if (expected.doubleValue() != actual.doubleValue()) {
                differences.add(path + ": expected " + expected + ", got " + actual);
            }
        } else if (!expected.equals(actual)) {
            differences.add(path + ": expected " + expected + ", got " + actual);
        }
    }

    private static boolean isEmpty(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING, NULL -> true;
            case BOOLEAN -> !node.booleanValue();
            case STRING -> node.stringValue().isEmpty();
            case ARRAY -> node.isEmpty();
            case OBJECT -> node.properties().stream().allMatch(entry -> isEmpty(entry.getValue()));
            case NUMBER, BINARY, POJO -> false;
        };
    }
}

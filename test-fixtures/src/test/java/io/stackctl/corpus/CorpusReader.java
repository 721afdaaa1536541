package io.stackctl.corpus;

import io.stackctl.compose.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the three parts of the corpus: files of public repositories, tables of small cases, and hostile files. */
final class CorpusReader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path corpus;

    private CorpusReader(Path corpus) {
        this.corpus = corpus;
    }

    /** All cases, in a fixed order. */
    static List<CorpusCase> read(Path corpus) {
        try {
            CorpusReader reader = new CorpusReader(corpus);
            List<CorpusCase> cases = new ArrayList<>();
            for (Path folder : folders(corpus.resolve("cases"))) {
                reader.folderCases(folder, cases);
            }
            for (Path folder : folders(corpus.resolve("cases-bad"))) {
                reader.folderCases(folder, cases);
            }
            try (Stream<String> lines = Files.lines(corpus.resolve("tables/cases.jsonl"))) {
                lines.map(JSON::readTree).map(CorpusReader::tableCase).forEach(cases::add);
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private void folderCases(Path folder, List<CorpusCase> cases) throws IOException {
        String id = folder.getFileName().toString();
        List<String> arguments = Stream.of(
                        Files.readString(folder.resolve("args")).strip().split("\\s+"))
                .filter(argument -> !argument.isEmpty() && !argument.equals("-c"))
                .toList();
        Map<String, String> variables = variables(folder.resolve("env"));
        boolean hostile = folder.startsWith(corpus.resolve("cases-bad"));
        cases.add(folderCase(id, folder, arguments, hostile ? variables : Map.of(), ""));
        if (!variables.isEmpty() && !hostile) {
            cases.add(folderCase(id + "+env", folder, arguments, variables, "-env"));
        }
    }

    private static CorpusCase folderCase(
            String id, Path folder, List<String> names, Map<String, String> variables, String suffix)
            throws IOException {
        Path expected = folder.resolve("expect" + suffix + ".yml");
        Path sent = folder.resolve("deploy" + suffix + ".json");
        boolean failed = Files.exists(folder.resolve("deploy" + suffix + ".err")) && !Files.exists(sent);
        Optional<CorpusCase.Deploy> deploy = Files.exists(sent)
                ? Optional.of(new CorpusCase.Deploy(Optional.of(JSON.readTree(sent))))
                : failed ? Optional.of(new CorpusCase.Deploy(Optional.empty())) : Optional.empty();
        return new CorpusCase(
                id,
                names,
                CaseFiles.in(folder),
                Environment.of(variables),
                true,
                Files.exists(expected) ? Optional.of(Files.readString(expected)) : Optional.empty(),
                deploy);
    }

    private static CorpusCase tableCase(JsonNode row) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (JsonNode file : row.get("files")) {
            String name = names.isEmpty() ? "input.yml" : "input." + (names.size() + 1) + ".yml";
            names.add(name);
            texts.put(name, file.stringValue());
        }
        row.path("fixtures").forEachEntry((name, text) -> texts.put(name, text.stringValue()));
        Map<String, String> variables = new TreeMap<>();
        row.get("env").forEachEntry((name, value) -> variables.put(name, value.stringValue()));
        JsonNode oracle = row.get("oracle");
        Optional<CorpusCase.Deploy> deploy = Optional.ofNullable(row.get("deploy"))
                .map(node -> new CorpusCase.Deploy(
                        node.get("rc").intValue() == 0 ? Optional.of(node.get("requests")) : Optional.empty()));
        return new CorpusCase(
                row.get("id").stringValue(),
                names,
                CaseFiles.of(texts),
                Environment.of(variables),
                !row.path("extra_args").toString().contains("--skip-interpolation"),
                oracle.get("rc").intValue() == 0
                        ? Optional.of(oracle.get("stdout").stringValue())
                        : Optional.empty(),
                deploy);
    }

    private static Map<String, String> variables(Path file) throws IOException {
        Map<String, String> variables = new TreeMap<>();
        if (Files.exists(file)) {
            Arrays.stream(Files.readString(file).split("\n"))
                    .filter(line -> line.indexOf('=') > 0)
                    .forEach(line ->
                            variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        }
        return variables;
    }
}

package io.stackctl.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One compose file, or two that are merged: {@code NAME.yml} and {@code NAME.2.yml}. All cases see the same other files and
 * the same variables.
 */
record PeerCase(String name, List<String> files) {
    static final Path FOLDER = Path.of("src", "test", "resources", "peer");
    static final Path ANSWERS = FOLDER.resolve("answers.json");
    static final String STACK = "demo";

    /** Where the files are for {@link io.stackctl.compose.MemoryFiles}. */
    static final String DIRECTORY = "/work";

    static final Map<String, String> ENVIRONMENT =
            Map.of("FOO", "foo", "EMPTY", "", "NUM", "3", "YES", "true", "HOME", "/home/user");

    private static final String SECOND = ".2.yml";

    static List<PeerCase> all() throws IOException {
        Map<String, String> texts = texts();
        return texts.keySet().stream()
                .filter(file -> file.endsWith(".yml") && !file.endsWith(SECOND))
                .map(file -> file.substring(0, file.length() - ".yml".length()))
                .map(name -> new PeerCase(
                        name,
                        texts.containsKey(name + SECOND)
                                ? List.of(name + ".yml", name + SECOND)
                                : List.of(name + ".yml")))
                .toList();
    }

    /** All files of the folder but the answers. */
    static Map<String, String> texts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> !path.equals(ANSWERS)).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    @Override
    public String toString() {
        return name;
    }
}

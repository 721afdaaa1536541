package io.stackctl.compose;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files of a directory {@code /work} that exist in memory only. */
public final class MemoryFiles implements Files {
    private static final String DIRECTORY = "/work";

    private final Map<String, String> texts;

    private MemoryFiles(Map<String, String> texts) {
        this.texts = texts;
    }

    public static MemoryFiles of(Map<String, String> texts) {
        return new MemoryFiles(new TreeMap<>(texts));
    }

    @Override
    public String workingDirectory() {
        return DIRECTORY;
    }

    @Override
    public Content read(String path) {
        String name = path.startsWith(DIRECTORY + "/") ? path.substring(DIRECTORY.length() + 1) : path;
        return Optional.ofNullable(texts.get(name))
                .<Content>map(text -> new Content.Found(text.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> new Content.Failed("no such file or directory"));
    }
}

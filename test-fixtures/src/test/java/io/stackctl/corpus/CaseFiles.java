package io.stackctl.corpus;

import io.stackctl.compose.Files;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The files of one case, shown at the path the peer saw them at. */
final class CaseFiles implements Files {
    private static final String ROOT = "/CASEROOT/p1/p2/p3";

    private final Optional<Path> folder;
    private final Map<String, String> texts;

    private CaseFiles(Optional<Path> folder, Map<String, String> texts) {
        this.folder = folder;
        this.texts = texts;
    }

    static CaseFiles in(Path folder) {
        return new CaseFiles(Optional.of(folder), Map.of());
    }

    static CaseFiles of(Map<String, String> texts) {
        return new CaseFiles(Optional.empty(), Map.copyOf(texts));
    }

    @Override
    public String workingDirectory() {
        return ROOT;
    }

    @Override
    public Content read(String path) {
        if (path.equals(STANDARD_INPUT)) {
            return inside("stdin");
        }
        return path.startsWith(ROOT + "/")
                ? inside(path.substring(ROOT.length() + 1))
                : new Content.Failed("no such file or directory");
    }

    private Content inside(String name) {
        String text = texts.get(name);
        if (text != null) {
            return new Content.Found(text.getBytes(StandardCharsets.UTF_8));
        }
        Optional<Path> file = folder.map(path -> path.resolve(name)).filter(java.nio.file.Files::exists);
        if (file.isEmpty()) {
            return new Content.Failed("no such file or directory");
        }
        try {
            return new Content.Found(java.nio.file.Files.readAllBytes(file.get()));
        } catch (IOException e) {
            return new Content.Failed("is a directory");
        }
    }
}

package io.stackctl.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The text of the source tree is tidy. */
class TidyTest {
    private static final int LINES_MOST = 400;

    /** In two halves, so that this file does not hold them itself. */
    private static final List<String> BANNED =
            List.of("TO" + "DO", "FIX" + "ME", "XX" + "X", "not " + "implemented", "/ro" + "ot/", "/wo" + "rk/");

    private static final Set<String> TEXT = Set.of("java", "proto", "md", "xml", "yml", "yaml", "sh");

    private static final Path ROOT = root();

    @Test
    void no_source_file_is_too_long() throws IOException {
        var found = new ArrayList<String>();
        for (var file : files("java")) {
            long lines = Files.readAllLines(file).size();
            if (lines > LINES_MOST) {
                found.add(ROOT.relativize(file) + ": " + lines + " lines, at most " + LINES_MOST);
            }
        }
        assertThat(found).as("files to be divided").isEmpty();
    }

    @Test
    void every_package_says_what_it_is_for() throws IOException {
        var missing = new TreeSet<String>();
        for (var file : files("java")) {
            var folder = Objects.requireNonNull(file.getParent());
            boolean main = file.toString().contains("/src/main/java/io/");
            if (main && !Files.exists(folder.resolve("package-info.java"))) {
                missing.add(ROOT.relativize(folder).toString());
            }
        }
        assertThat(missing).as("packages without a package-info.java").isEmpty();
    }

    @Test
    void no_text_holds_what_should_not_be_left_behind() throws IOException {
        var found = new ArrayList<String>();
        for (var extension : TEXT) {
            for (var file : files(extension)) {
                int number = 0;
                for (var line : Files.readAllLines(file)) {
                    number++;
                    for (var word : BANNED) {
                        if (line.contains(word)) {
                            found.add(ROOT.relativize(file) + ":" + number + ": " + word);
                        }
                    }
                }
            }
        }
        assertThat(found).as("words that must not be in the tree").isEmpty();
    }

    private static List<Path> files(String extension) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith("." + extension))
                    .filter(file -> Stream.of("target", ".git", "node_modules")
                            .noneMatch(
                                    folder -> ROOT.relativize(file).toString().contains(folder + "/")))
                    .sorted()
                    .toList();
        }
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("schemas/wire/pom.xml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run this inside the source tree");
            }
        }
        return folder;
    }
}

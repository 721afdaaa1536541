package io.stackctl.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares with the peer's answers on the corpus beside the repository. Where we differ on purpose, or not yet agree, the
 * case stands in {@code corpus/differences.txt} with its reason; a case that stands there and agrees fails the test too,
 * so that the list stays true.
 */
@Tag("corpus")
class CorpusTest {
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus");
    private static final int SHOWN = 40;

    @Test
    void config_prints_what_the_peer_prints() throws IOException {
        compare("config", cases(), ConfigCheck::check);
    }

    @Test
    void a_deploy_means_what_the_peer_sends() throws IOException {
        List<CorpusCase> recorded =
                cases().stream().filter(one -> one.deploy().isPresent()).toList();
        compare("deploy", recorded, StackCheck::check);
    }

    @Test
    void convert_prints_the_requests_that_the_peer_sends() throws IOException {
        List<CorpusCase> recorded =
                cases().stream().filter(one -> one.deploy().isPresent()).toList();
        compare("convert", recorded, RequestCheck::check);
    }

    private static void compare(String what, List<CorpusCase> cases, Function<CorpusCase, Verdict> check)
            throws IOException {
        Map<String, String> listed = differences(what);
        List<String> failing = new ArrayList<>();
        int equal = 0;
        int differing = 0;
        for (CorpusCase one : cases) {
            boolean expected = listed.containsKey(one.id());
            switch (check.apply(one)) {
                case Verdict.Equal() when expected -> failing.add(one.id() + ": agrees now, take it off the list");
                case Verdict.Equal() -> equal++;
                case Verdict.Different _ when expected -> differing++;
                case Verdict.Different(var details) -> failing.add(one.id() + ": " + String.join("; ", details));
            }
        }
        String summary = String.format(
                "corpus, %s: %d cases run, %d equal, %d differing for a listed reason, %d failing",
                what, cases.size(), equal, differing, failing.size());
        System.out.println(cases.isEmpty() ? summary + " (the corpus is not present)" : summary);
        assertThat(failing.stream().limit(SHOWN)).as(summary).isEmpty();
    }

    private static List<CorpusCase> cases() {
        return Files.isDirectory(CORPUS) ? CorpusReader.read(CORPUS) : List.of();
    }

    /** Lines of {@code what id reason}. */
    private static Map<String, String> differences(String what) throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        try (InputStream in = CorpusTest.class.getResourceAsStream("/corpus/differences.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String[] words = line.split("\\s+", 3);
                if (words.length == 3 && words[0].equals(what)) {
                    reasons.put(words[1], words[2]);
                }
            }
        }
        return reasons;
    }
}

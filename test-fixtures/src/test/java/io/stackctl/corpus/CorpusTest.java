package io.stackctl.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private static final String OWN = "own-config";

    @Test
    void config_prints_what_the_peer_prints() throws IOException {
        compare(Set.of("config"), "config --compat", cases(), ConfigCheck::asPeer);
    }

    @Test
    void config_in_our_own_reading_differs_for_listed_reasons_only() throws IOException {
        compare(Set.of("config", OWN), "config in our own reading", cases(), ConfigCheck::asOurs);
    }

    @Test
    void a_deploy_means_what_the_peer_sends() throws IOException {
        List<CorpusCase> recorded =
                cases().stream().filter(one -> one.deploy().isPresent()).toList();
        compare(Set.of("deploy"), "deploy", recorded, StackCheck::check);
    }

    @Test
    void convert_prints_the_requests_that_the_peer_sends() throws IOException {
        List<CorpusCase> recorded =
                cases().stream().filter(one -> one.deploy().isPresent()).toList();
        compare(Set.of("convert"), "convert --compat", recorded, RequestCheck::check);
    }

    private static void compare(
            Set<String> lists, String what, List<CorpusCase> cases, Function<CorpusCase, Verdict> check)
            throws IOException {
        Differences listed = Differences.of(lists);
        boolean ownReading = lists.contains(OWN);
        List<String> failing = new ArrayList<>();
        int equal = 0;
        int differing = 0;
        int wider = 0;
        for (CorpusCase one : cases) {
            boolean expected = listed.names(one);
            switch (check.apply(one)) {
                case Verdict.Equal() when expected -> failing.add(one.id() + ": agrees now, take it off the list");
                case Verdict.Equal() -> equal++;
                case Verdict.Different _ when expected -> differing++;
                case Verdict.Different(var details) when ownReading && listed.explainsKeys(details) -> differing++;
                case Verdict.Different(var details) -> failing.add(one.id() + ": " + String.join("; ", details));
                case Verdict.Wider _ when expected -> differing++;
                case Verdict.Wider(var errors) -> {
                    List<String> unexplained = listed.unexplained(errors);
                    if (errors.isEmpty()) {
                        failing.add(one.id() + ": accepted in every reading, but the peer refuses it");
                    } else if (unexplained.isEmpty()) {
                        wider++;
                    } else {
                        failing.add(one.id() + ": accepted, but the peer refuses it: " + unexplained);
                    }
                }
            }
        }
        String summary = String.format(
                "corpus, %s: %d cases run, %d equal, %d differing for a listed reason (%d of them accepted with keys of"
                        + " the Compose Specification), %d failing",
                what, cases.size(), equal, differing + wider, wider, failing.size());
        System.out.println(cases.isEmpty() ? summary + " (the corpus is not present)" : summary);
        assertThat(failing.stream().limit(SHOWN)).as(summary).isEmpty();
    }

    private static List<CorpusCase> cases() {
        return Files.isDirectory(CORPUS) ? CorpusReader.read(CORPUS) : List.of();
    }
}

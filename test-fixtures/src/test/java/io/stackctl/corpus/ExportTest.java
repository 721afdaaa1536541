package io.stackctl.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.Environment;
import io.stackctl.compose.Reading;
import io.stackctl.convert.StackConverter;
import io.stackctl.convert.StackExport;
import io.stackctl.spec.StackSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every file of the corpus that can be deployed comes back from an export as the same services, on the same networks. */
@Tag("corpus")
class ExportTest {
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus");
    private static final String FILE = "docker-compose.yml";
    private static final int SHOWN = 20;
    private static final Set<String> PREDEFINED = Set.of("bridge", "default", "host", "none");

    @Test
    void an_exported_file_means_the_stack_that_it_came_from_to_us_and_can_be_read_by_the_peer() {
        var failing = new ArrayList<String>();
        int same = 0;
        int warned = 0;
        for (CorpusCase one : Files.isDirectory(CORPUS) ? CorpusReader.read(CORPUS) : List.<CorpusCase>of()) {
            var before = stack(one.names(), one.environment(), one.files());
            if (before.isEmpty()) {
                continue;
            }
            var exported = StackExport.of(before.get());
            if (!exported.warnings().isEmpty()) {
                warned++;
                continue;
            }
            var files = CaseFiles.of(Map.of(FILE, exported.file()));
            var after = stack(List.of(FILE), Environment.empty(), files);
            var peer = ComposeLoader.load(List.of(FILE), Environment.empty(), files, Reading.PEER);
            if (after.isEmpty() || !same(before.get(), after.get())) {
                failing.add(one.id() + ": " + difference(before.get(), after, files));
            } else if (peer.diagnostics().hasErrors()) {
                failing.add(one.id() + ": the peer refuses it: "
                        + peer.diagnostics().errors().getFirst().message());
            } else {
                same++;
            }
        }
        var summary = "export: " + same + " come back the same, " + warned + " cannot be said in a file, "
                + failing.size() + " failing";
        System.out.println(summary);
        assertThat(failing.stream().limit(SHOWN)).as(summary).isEmpty();
    }

    private static Optional<StackSpec> stack(List<String> names, Environment environment, CaseFiles files) {
        var loaded = ComposeLoader.load(names, environment, files, Reading.OURS);
        return loaded.file()
                .flatMap(file ->
                        StackConverter.convert("stk", file, files, Reading.OURS).stack());
    }

    private static boolean same(StackSpec before, StackSpec after) {
        return before.services().equals(after.services())
                && before.networks().equals(after.networks())
                && others(before).equals(others(after));
    }

    /** A file that says {@code network_mode: host} names the engine's network otherwise; it means the same. */
    private static List<String> others(StackSpec stack) {
        return stack.externalNetworks().stream()
                .filter(name -> !PREDEFINED.contains(name))
                .toList();
    }

    private static String difference(StackSpec before, Optional<StackSpec> after, CaseFiles files) {
        if (after.isEmpty()) {
            var loaded = ComposeLoader.load(List.of(FILE), Environment.empty(), files, Reading.OURS);
            return "refused: " + loaded.diagnostics().errors().getFirst().message();
        }
        for (var service : before.services()) {
            var other = after.get().services().stream()
                    .filter(each -> each.name().equals(service.name()))
                    .findFirst();
            if (!other.equals(Optional.of(service))) {
                return service + " became " + other;
            }
        }
        return before.networks() + " " + before.externalNetworks() + " became "
                + after.get().networks() + " " + after.get().externalNetworks();
    }
}

package io.stackctl.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.ConfigPrinter;
import io.stackctl.compose.Environment;
import io.stackctl.compose.MemoryFiles;
import io.stackctl.compose.Reading;
import io.stackctl.compose.model.ComposeFile;
import io.stackctl.convert.EngineRequests;
import io.stackctl.convert.StackConverter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** In {@code --compat} each file of the folder {@code peer} means to us what it means to the peer. */
class PeerAnswersTest {
    /** Sent by the peer's tool, refused by its manager in the middle of the deploy, and by us before it. */
    private static final Set<String> REFUSED_BY_A_MANAGER = Set.of(
            "deploy-memory-overflow",
            "deploy-ratio-above-one",
            "network-name",
            "ports-many",
            "volumes-tmpfs-without-target",
            "volumes-twice");

    private static final Environment ENVIRONMENT = Environment.of(PeerCase.ENVIRONMENT);

    @ParameterizedTest
    @MethodSource("cases")
    void config_prints_what_the_peer_prints(PeerCase one) throws IOException {
        MemoryFiles files = MemoryFiles.of(PeerCase.texts());
        ComposeLoader.Shown shown = ComposeLoader.loadForDisplay(one.files(), ENVIRONMENT, files, true, Reading.PEER);
        Optional<JsonNode> ours = shown.tree().map(tree -> YAMLMapper.shared().readTree(ConfigPrinter.print(tree)));

        assertThat(ours).isEqualTo(answer(one, "config"));
        assertThat(shown.diagnostics().hasErrors()).isEqualTo(ours.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void convert_prints_the_requests_that_the_peer_sends(PeerCase one) throws IOException {
        MemoryFiles files = MemoryFiles.of(PeerCase.texts());
        ComposeLoader.Loaded loaded = ComposeLoader.load(one.files(), ENVIRONMENT, files, Reading.PEER);
        Optional<JsonNode> ours = loaded.file().flatMap(file -> requests(file, files));

        assertThat(ours.map(PeerAnswersTest::dense))
                .isEqualTo(answer(one, "requests").map(PeerAnswersTest::dense));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_the_peer_deploys_has_no_error_in_our_own_reading(PeerCase one) throws IOException {
        MemoryFiles files = MemoryFiles.of(PeerCase.texts());
        ComposeLoader.Loaded loaded = ComposeLoader.load(one.files(), ENVIRONMENT, files, Reading.OURS);
        if (answer(one, "requests").isPresent()) {
            assertThat(loaded.diagnostics().hasErrors()).isEqualTo(REFUSED_BY_A_MANAGER.contains(one.name()));
        }
    }

    @Test
    void every_answer_belongs_to_a_case() throws IOException {
        assertThat(answers().propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        cases().stream().map(PeerCase::name).toList());
    }

    static List<PeerCase> cases() throws IOException {
        return PeerCase.all();
    }

    private static Optional<JsonNode> requests(ComposeFile file, MemoryFiles files) {
        StackConverter.Converted converted = StackConverter.convert(PeerCase.STACK, file, files, Reading.PEER);
        return converted.stack().map(_ -> JsonMapper.shared().readTree(EngineRequests.print(converted, file)));
    }

    private static JsonNode answers() {
        return JsonMapper.shared().readTree(PeerCase.ANSWERS);
    }

    private static Optional<JsonNode> answer(PeerCase one, String kind) {
        return Optional.ofNullable(answers().path(one.name()).get(kind));
    }

    /** Without empty values: to an engine they mean the same as no value. */
    private static JsonNode dense(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> {
                JsonNode value = dense(entry.getValue());
                if (!saysNothing(value)) {
                    kept.set(entry.getKey(), value);
                }
            });
            return kept;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> kept.add(dense(item)));
            return kept;
        }
        return node;
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isNull()
                || (value.isContainer() && value.isEmpty())
                || (value.isString() && value.asString().isEmpty())
                || (value.isNumber() && value.asDouble() == 0)
                || (value.isBoolean() && !value.asBoolean());
    }
}

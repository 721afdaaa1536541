package io.stackctl.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Asks the docker tool what it makes of each case, and writes the answers: {@code main(/path/to/docker)}, run in the module's
 * folder. The answers that are there are of version 28.2.2. No engine is needed.
 */
final class PeerRecorder {
    private final String docker;
    private final Path folder;
    private final StandInEngine engine;

    private PeerRecorder(String docker, Path folder, StandInEngine engine) {
        this.docker = docker;
        this.folder = folder;
        this.engine = engine;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("peer").toRealPath();
        try (StandInEngine engine = StandInEngine.start()) {
            for (Map.Entry<String, String> file : PeerCase.texts().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            PeerRecorder recorder = new PeerRecorder(arguments[0], folder, engine);
            ObjectNode answers = JsonNodeFactory.instance.objectNode();
            for (PeerCase one : PeerCase.all()) {
                answers.set(one.name(), recorder.ask(one));
            }
            String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(answers);
            Files.writeString(PeerCase.ANSWERS, text.replace(folder.toString(), PeerCase.DIRECTORY) + "\n");
        }
    }

    private ObjectNode ask(PeerCase one) throws IOException, InterruptedException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        run(one, "config")
                .ifPresent(text -> answer.set("config", YAMLMapper.shared().readTree(text)));
        Optional<String> deployed = run(one, "deploy", "--detach=true", "--resolve-image", "never");
        ArrayNode requests = engine.takeRequests();
        deployed.ifPresent(_ -> answer.set("requests", requests));
        return answer;
    }

    /** What it printed, or nothing if it refused. */
    private Optional<String> run(PeerCase one, String command, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(docker, "stack", command));
        words.addAll(List.of(options));
        one.files().forEach(file -> words.addAll(List.of("-c", file)));
        if (command.equals("deploy")) {
            words.add(PeerCase.STACK);
        }
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(PeerCase.ENVIRONMENT);
        builder.environment().put("DOCKER_HOST", engine.host());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    }
}

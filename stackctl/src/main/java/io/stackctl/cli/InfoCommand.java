package io.stackctl.cli;

import io.stackctl.cli.client.Answers.DaemonStatus;
import io.stackctl.cli.output.Output;
import io.stackctl.cli.output.Yaml;
import io.stackctl.cli.template.GoTemplate;
import io.stackctl.cli.template.Json;
import io.stackctl.cli.template.Value;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stackctl info}. */
@Command(
        description = "Display what the daemon of this machine is and does",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl info", "  stackctl info --format '{{.Swarm.LocalNodeState}}'"})
final class InfoCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Option(names = "-f", paramLabel = "FORMAT", description = "The same as --format")
    private String shortFormat = "";

    InfoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        format.format = format.format.isEmpty() ? shortFormat : format.format;
        Output output = format.output();
        try (var client = context.connect()) {
            context.print(print(client.status(), output));
        }
        return ExitCode.SUCCESS.number();
    }

    private String print(DaemonStatus status, Output output) throws CommandException {
        return switch (output) {
            case Output.Table _, Output.Raw _ -> text(status);
            case Output.Template(var text) -> GoTemplate.parse(text).apply(value(status)) + "\n";
            case Output.JsonLines _ -> Json.compact(value(status)) + "\n";
            case Output.Json _ -> Json.indented(value(status)) + "\n";
            case Output.Yaml _ -> Yaml.write(value(status));
        };
    }

    private String text(DaemonStatus status) throws CommandException {
        var text = new StringBuilder();
        text.append("Client:\n Version: ").append(Version.number()).append('\n');
        text.append("Daemon:\n Version: ").append(status.version()).append('\n');
        text.append(" Host: ").append(context.host()).append('\n');
        text.append(" Process: ").append(status.processId()).append('\n');
        text.append(" Name: ").append(status.hostname()).append('\n');
        text.append(" Data Directory: ").append(status.dataDirectory()).append('\n');
        text.append("Engine:\n Address: ").append(status.engine().socket()).append('\n');
        text.append(
                status.engine().problem().isEmpty()
                        ? " Version: " + status.engine().version() + "\n"
                        : " Problem: " + status.engine().problem() + "\n");
        text.append("Swarm: ").append(state(status)).append('\n');
        if (!status.problem().isEmpty()) {
            text.append(" Error: ").append(status.problem()).append('\n');
        }
        if (status.active()) {
            text.append(" NodeID: ").append(status.nodeId()).append('\n');
            text.append(" Is Manager: ").append(status.manager()).append('\n');
            text.append(" ClusterID: ").append(status.clusterId()).append('\n');
            text.append(status.manager() ? cluster(status) : "");
            text.append(" Node Address: ").append(status.address()).append('\n');
        }
        return text.toString();
    }

    /** What only managers know. */
    private static String cluster(DaemonStatus status) {
        return " Managers: " + status.managers() + "\n Nodes: " + status.nodes() + "\n Task History Retention Limit: "
                + status.taskHistory() + "\n Autolock Managers: " + status.autolock() + "\n Root Rotation In Progress: "
                + status.rotatingRoot() + "\n Revision: " + status.revision().value() + "\n";
    }

    private static String state(DaemonStatus status) {
        return status.locked() ? "locked" : status.active() ? "active" : "inactive";
    }

    private static Value value(DaemonStatus status) {
        var cluster = new LinkedHashMap<String, Value>();
        cluster.put("ID", Value.of(status.clusterId()));
        cluster.put("CreatedAt", Value.of(status.clusterCreatedAt().toString()));
        var swarm = new LinkedHashMap<String, Value>();
        swarm.put("NodeID", Value.of(status.nodeId()));
        swarm.put("NodeAddr", Value.of(status.address()));
        swarm.put("LocalNodeState", Value.of(state(status)));
        swarm.put("Error", Value.of(status.problem()));
        swarm.put("ControlAvailable", Value.of(status.manager()));
        swarm.put("Managers", Value.of(status.managers()));
        swarm.put("Nodes", Value.of(status.nodes()));
        swarm.put("Cluster", new Value.Struct(cluster));
        var engine = new LinkedHashMap<String, Value>();
        engine.put("Address", Value.of(status.engine().socket()));
        engine.put("Version", Value.of(status.engine().version()));
        engine.put("Problem", Value.of(status.engine().problem()));
        var fields = new LinkedHashMap<String, Value>();
        fields.put("Name", Value.of(status.hostname()));
        fields.put("ServerVersion", Value.of(status.version()));
        fields.put("ClientVersion", Value.of(Version.number()));
        fields.put("ProcessID", Value.of(status.processId()));
        fields.put("DataDirectory", Value.of(status.dataDirectory()));
        fields.put("Revision", Value.of(status.revision().value()));
        fields.put("Engine", new Value.Struct(engine));
        fields.put("Swarm", new Value.Struct(swarm));
        return new Value.Struct(fields);
    }
}

package io.stackctl.cli;

import static io.stackctl.cli.Samples.NODE_A;
import static io.stackctl.cli.Samples.START;
import static io.stackctl.cli.Samples.service;
import static io.stackctl.cli.Samples.serving;
import static io.stackctl.cli.Samples.task;
import static io.stackctl.cli.Samples.taskOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.spec.Mode;
import io.stackctl.spec.PortSpec;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadCommandsTest {
    private final FakeCluster cluster = new FakeCluster();

    @BeforeEach
    void fill() {
        cluster.stacks.add("shop");
        cluster.services.add(service("web-10").task(serving(1)).build());
        cluster.services.add(service("web-2")
                .image("hub.example/app:1@sha256:abc")
                .maxPerNode(2)
                .ports(new PortSpec(
                        80, Optional.of(8080), PortSpec.Protocol.TCP, PortSpec.PublishMode.INGRESS, Optional.empty()))
                .task(serving(1).id("aaaaaaaaaaaaaaaaaaaaaaaaa").born(101))
                .task(task(1, Phase.FAILED)
                        .desired(Desired.SHUTDOWN)
                        .error("a long error that docker would have cut\nafter thirty letters"))
                .task(task(2, Phase.NEW).on(Optional.empty()).waiting("no suitable node (2 nodes: no memory)"))
                .build());
        cluster.services.add(service("agent")
                .mode(new Mode.Global())
                .task(serving(taskOn(NODE_A, Phase.RUNNING)))
                .build());
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void stacksAreListedInNaturalOrder() {
        assertThat(CommandRun.of(cluster, "ls").out()).isEqualTo("NAME      SERVICES\ndemo      3\nshop      0\n");
        assertThat(CommandRun.of(cluster, "stack", "list", "--format", "{{json .}}")
                        .out())
                .isEqualTo("{\"Name\":\"demo\",\"Services\":\"3\"}\n{\"Name\":\"shop\",\"Services\":\"0\"}\n");
    }

    @Test
    void servicesShowModeReplicasAndPorts() {
        assertThat(CommandRun.of(cluster, "services", "demo").out().lines())
                .containsExactly(
                        "ID           NAME          MODE         REPLICAS               IMAGE               PORTS",
                        "sid-agent    demo_agent    global       1/1                    app:1               ",
                        "sid-web-2    demo_web-2    replicated   1/2 (max 2 per node)   hub.example/app:1   *:8080->80/tcp",
                        "sid-web-10   demo_web-10   replicated   1/2                    app:1               ");
        assertThat(CommandRun.of(cluster, "services", "-q", "-f", "mode=global", "demo")
                        .out())
                .isEqualTo("sid-agent\n");
    }

    @Test
    void servicesOfAnUnknownStackAreNoErrorAsWithDocker() {
        var run = CommandRun.of(cluster, "services", "dmo");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("Nothing found in stack: dmo (did you mean demo?)\n");
    }

    @Test
    void tasksOfASlotStandTogetherAndTheirErrorsAreWhole() {
        assertThat(CommandRun.of(cluster, "ps", "--format", "table {{.Name}}\\t{{.CurrentState}}\\t{{.Error}}", "demo")
                        .out()
                        .lines()
                        .map(String::stripTrailing))
                .containsExactly(
                        "NAME                   CURRENT STATE                ERROR",
                        "demo_agent.id-node-a   Running about a minute ago",
                        "demo_web-2.1           Running about a minute ago",
                        " \\_ demo_web-2.1       Failed about a minute ago    \"a long error that docker would"
                                + " have cut after thirty letters\"",
                        "demo_web-2.2           Pending about a minute ago   \"no suitable node (2 nodes: no"
                                + " memory)\"",
                        "demo_web-10.1          Running about a minute ago");
    }

    @Test
    void tasksAreFilteredAndNothingIsCutWhenNoTerminalReads() {
        assertThat(CommandRun.of(cluster, "ps", "-q", "-f", "name=demo_web-2.1", "-f", "desired-state=running", "demo")
                        .out())
                .isEqualTo("aaaaaaaaaaaaaaaaaaaaaaaaa\n");
        assertThat(CommandRun.of(
                                cluster,
                                "ps",
                                "--no-resolve",
                                "-f",
                                "node=node-a",
                                "--format",
                                "{{.Name}} {{.Node}}",
                                "demo")
                        .out())
                .isEqualTo("sid-agent.id-node-a id-node-a\n");
    }

    @Test
    void tasksOfAnUnknownStackAreAnError() {
        cluster.services.clear();
        var run = CommandRun.of(cluster, "ps", "demo");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("nothing found in stack: demo\n");
    }

    @Test
    void nodesShowWhoAnswersAndWhoLeads() {
        assertThat(CommandRun.of(cluster, "node", "ls").out().lines().map(String::stripTrailing))
                .containsExactly(
                        "ID            HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS   ENGINE VERSION",
                        "id-node-a *   node-a     Ready     Active         Leader           20.10.24",
                        "id-node-b     node-b     Ready     Active         Reachable        20.10.24");
        assertThat(CommandRun.of(cluster, "node", "ls", "-o", "json").out())
                .contains("\"Self\": true", "\"Hostname\": \"node-b\"");
    }

    @Test
    void infoNamesAnEngineThatDoesNotAnswer() {
        assertThat(CommandRun.of(cluster, "info").out())
                .contains("Swarm: active\n NodeID: id-node-a\n", " Problem: permission denied\n");
        assertThat(CommandRun.of(cluster, "info", "-f", "{{.Swarm.LocalNodeState}}")
                        .out())
                .isEqualTo("active\n");
    }

    @Test
    void logsNameSlotTaskAndNodeAndKeepTheStreamsApart() {
        cluster.lines.add(FakeCluster.line("aaaaaaaaaaaaaaaaaaaaaaaaa", false, "hello"));
        cluster.lines.add(FakeCluster.line("aaaaaaaaaaaaaaaaaaaaaaaaa", true, "oops\n"));
        var run = CommandRun.of(cluster, "logs", "demo");
        assertThat(run.out()).isEqualTo("demo_web-2.1.aaaaaaaaaaaa@node-b    | hello\n");
        assertThat(run.err()).isEqualTo("demo_web-2.1.aaaaaaaaaaaa@node-b    | oops\n");
        assertThat(CommandRun.of(cluster, "logs", "--raw", "-t", "demo_web-2").out())
                .isEqualTo(START + " hello\n");
        assertThat(CommandRun.of(cluster, "logs", "demo_web-3").err())
                .isEqualTo("no such task or service: demo_web-3 (did you mean demo_web-2?)\n");
    }

    @Test
    void aWrongTemplateIsOneLineAndEndsWithOne() {
        var run = CommandRun.of(cluster, "ls", "--format", "{{.Nam}}");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("template: can't evaluate field Nam; there are .Name, .Services\n");
    }
}

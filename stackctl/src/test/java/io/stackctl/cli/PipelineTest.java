package io.stackctl.cli;

import static io.stackctl.cli.Samples.service;
import static io.stackctl.cli.Samples.serving;
import static io.stackctl.cli.Samples.status;
import static io.stackctl.cli.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What a pipeline reads beside the exit code. */
class PipelineTest {
    private static final String UNHEALTHY =
            "task: non-zero exit (137): dockerexec: unhealthy container: GET /health\n503 no database";

    @TempDir
    private Path folder = Path.of("");

    private final FakeCluster cluster = new FakeCluster();
    private Path file = Path.of("");
    private Path report = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("docker-compose.yml");
        report = folder.resolve("junit.xml");
        Files.writeString(file, "services:\n  api:\n    image: app:1\n  web:\n    image: app:1\n");
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void fails() {
        cluster.lines.add(FakeCluster.line("web-2-100", true, "::error::not ours\n"));
        var failing = service("web")
                .task(serving(1))
                .task(task(2, Phase.FAILED).desired(Desired.SHUTDOWN).failed(UNHEALTHY, 137, Duration.ofSeconds(12)))
                .build();
        var api = service("api").task(serving(1)).task(serving(2)).build();
        cluster.states.add(status(101, StackStatus.Phase.ROLLING, api, failing));
        cluster.states.add(status(
                105,
                StackStatus.Phase.ROLLED_BACK,
                api,
                service("web")
                        .task(serving(1))
                        .progress(new Progress.RolledBack("1 of 2 tasks failed", Samples.START))
                        .build()));
    }

    @Test
    void aFailingHealthCheckIsToldWithWhatItSaid() {
        fails();
        var run = CommandRun.of(cluster, "deploy", "-c", file.toString(), "demo");
        assertThat(run.err())
                .contains("FAILED task 2 node-b: exit 137: unhealthy after 12s\n")
                .contains("  health check: GET /health\n")
                .contains("  health check: 503 no database\n")
                .contains("  | ::error::not ours");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aRunnerGetsGroupsAndAnAnnotationAtTheServiceAndLogsThatCannotGiveCommands() {
        fails();
        var run = CommandRun.inWorkflow(cluster, "deploy", "-c", file.toString(), "demo");
        var lines = run.err().lines().toList();
        assertThat(lines).contains("::group::progress of demo");
        assertThat(lines)
                .contains("::error file=" + file
                        + ",line=4,col=3,title=demo/web::FAILED task 2 node-b: exit 137: unhealthy after 12s");
        int stop = indexOf(lines, "::stop-commands::");
        var token = lines.get(stop).substring("::stop-commands::".length());
        assertThat(token).hasSize(36);
        assertThat(lines.subList(stop + 1, lines.indexOf("::" + token + "::")))
                .containsExactly(
                        "  health check: GET /health", "  health check: 503 no database", "  | ::error::not ours");
        assertThat(lines.getLast())
                .isEqualTo("::error title=demo::deploy of demo failed and was rolled back: service web: 1 of 2 tasks"
                        + " failed");
        long opened =
                lines.stream().filter(line -> line.startsWith("::group::")).count();
        assertThat(lines.stream().filter("::endgroup::"::equals).count()).isEqualTo(opened);
    }

    private static int indexOf(List<String> lines, String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError("no line starts with " + start + ": " + lines);
    }

    @Test
    void mistakesOfTheFilesAreAnnotationsAtTheirPlaces() throws IOException {
        Files.writeString(file, "services:\n  web:\n    image: app:1\n    replica: 3\n");
        var run = CommandRun.inWorkflow(cluster, "validate", "-c", file.toString(), "demo");
        assertThat(run.err()).contains("::error file=" + file + ",line=4,col=5,title=");
    }

    @Test
    void theReportHasACaseForEachServiceAndTheReasonOfEachFailure() throws Exception {
        fails();
        var run = CommandRun.of(cluster, "deploy", "-c", file.toString(), "--report", "junit=" + report, "demo");
        assertThat(run.code()).isEqualTo(3);
        var cases = cases();
        assertThat(cases).extracting(each -> each.getAttribute("name")).containsExactly("api", "web");
        assertThat(cases.getFirst().getElementsByTagName("failure").getLength()).isZero();
        var failure = (Element) cases.get(1).getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("rolled back: 1 of 2 tasks failed");
        assertThat(failure.getTextContent()).contains("503 no database", "| ::error::not ours");
    }

    @Test
    void theReportOfAGoodDeployHasNoFailure() throws Exception {
        var web = service("web").task(serving(1)).task(serving(2)).build();
        cluster.states.add(status(101, StackStatus.Phase.SETTLED, web));
        var run = CommandRun.of(cluster, "deploy", "-c", file.toString(), "--report", "junit=" + report, "demo");
        assertThat(run.code()).isZero();
        assertThat(Files.readString(report)).contains("<testcase classname=\"demo\" name=\"web\"/>", "failures=\"0\"");
    }

    @Test
    void whatIsRefusedAtOnceAndWhatRunsOutOfTimeAreReportedToo() throws Exception {
        cluster.deployFailures.add(Status.FAILED_PRECONDITION.withDescription("port 80 is in use"));
        var refused = CommandRun.of(cluster, "deploy", "-c", file.toString(), "--report", "junit=" + report, "demo");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(cases()).hasSize(2);
        assertThat(Files.readString(report)).contains("<failure message=\"port 80 is in use\">");

        cluster.states.add(status(
                101, StackStatus.Phase.ROLLING, service("web").task(serving(1)).build()));
        var late = CommandRun.of(
                cluster, "deploy", "-c", file.toString(), "--timeout", "200ms", "--report", "junit=" + report, "demo");
        assertThat(late.code()).isEqualTo(5);
        assertThat(Files.readString(report)).contains("starting: task 2");
    }

    @Test
    void aReportOfAnotherKindIsRefused() {
        var run = CommandRun.of(cluster, "deploy", "-c", file.toString(), "--report", "html=x", "demo");
        assertThat(run.err()).isEqualTo("invalid argument \"html=x\" for \"--report\" flag: write junit=FILE\n");
    }

    private List<Element> cases() throws Exception {
        var document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(report.toFile());
        var nodes = document.getElementsByTagName("testcase");
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}

package io.stackctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    void whereNoDaemonAnswersThatIsTheFinding() {
        var run = CommandRun.withoutDaemon("doctor");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "LEVEL|CHECK|FINDING|REMEDY",
                        "fail|daemon|no daemon at unix:///run/stackctl/stackctl.sock|start it: systemctl start stackd");
    }

    @Test
    void anEngineThatDoesNotAnswerFailsAndJsonIsOneDocument() {
        try (var cluster = new FakeCluster()) {
            var run = CommandRun.of(cluster, "doctor", "-o", "json");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .as(run.err())
                    .startsWith("[")
                    .contains("\"Check\": \"engine\"")
                    .contains("permission denied");
        }
    }
}

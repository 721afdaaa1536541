package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.stackctl.fixtures.engine.TestImages;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first start of a stack's services follows their {@code depends_on}, with real containers. */
@Tag("e2e")
class FirstStartTest {
    @RegisterExtension
    static final SharedMachine SHARED = new SharedMachine();

    @Test
    void a_service_starts_when_the_job_before_it_has_ended_well_and_its_database_is_healthy() throws IOException {
        deployed("one", "two");
        var web = only("web");
        assertThat(started(web)).isAfterOrEqualTo(ended(only("migrate")));
        assertThat(started(web)).isAfter(started(only("db")).plusSeconds(1));
        assertThat(failures()).isEmpty();

        // Of a stack that is up nothing waits: the new web runs while the old migration is all there is.
        deployed("one", "three");
        assertThat(only("web").getConfig().getLabels()).containsEntry("mark", "three");
        assertThat(failures()).isEmpty();
        var removed = SHARED.machine().run("rm", "ordered");
        assertThat(removed.code()).as(removed.all()).isZero();
    }

    /** Both take a second: a web that did not wait would find no file and fail. */
    private static void deployed(String job, String mark) throws IOException {
        SHARED.machine().write("ordered.yml", """
                services:
                  web:
                    image: %1$s
                    command: ["sh", "-c", "test -f /data/migrated && test -f /data/ready && exec sleep 1000000"]
                    labels: {mark: %3$s}
                    volumes: ["data:/data"]
                    stop_grace_period: 0s
                    depends_on:
                      migrate: {condition: service_completed_successfully}
                      db: {condition: service_healthy}
                  migrate:
                    image: %1$s
                    command: ["sh", "-c", "sleep 1; touch /data/migrated"]
                    labels: {mark: %2$s}
                    volumes: ["data:/data"]
                    deploy: {mode: replicated-job}
                  db:
                    image: %1$s
                    command: ["sh", "-c", "sleep 1; touch /data/ready; exec sleep 1000000"]
                    healthcheck: {test: ["CMD", "test", "-f", "/data/ready"], interval: 200ms, retries: 100}
                    volumes: ["data:/data"]
                    stop_grace_period: 0s
                volumes:
                  data:
                """.formatted(TestImages.BOX, job, mark));
        var ended = SHARED.machine().run("deploy", "-c", "ordered.yml", "ordered");
        assertThat(ended.code()).as(ended.all()).isZero();
    }

    private static String failures() {
        return SHARED.machine()
                .run("ps", "--no-trunc", "--format", "{{.Error}}", "ordered")
                .output()
                .strip();
    }

    /** The service's one container, or the newest of them. */
    private static InspectContainerResponse only(String service) {
        var client = SHARED.engine().client();
        var id = client.listContainersCmd().withShowAll(true).exec().stream()
                .filter(container -> container.getNames()[0].startsWith("/ordered_" + service + "."))
                .findFirst()
                .orElseThrow()
                .getId();
        return client.inspectContainerCmd(id).exec();
    }

    private static Instant started(InspectContainerResponse container) {
        return Instant.parse(Objects.requireNonNull(container.getState().getStartedAt()));
    }

    private static Instant ended(InspectContainerResponse container) {
        return Instant.parse(Objects.requireNonNull(container.getState().getFinishedAt()));
    }
}

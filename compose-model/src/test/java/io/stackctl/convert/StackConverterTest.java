package io.stackctl.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.Environment;
import io.stackctl.compose.MemoryFiles;
import io.stackctl.compose.Reading;
import io.stackctl.spec.Mode;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackConverterTest {
    @Test
    void a_service_that_says_little_gets_every_default() {
        ServiceSpec web = service("services:\n  web:\n    image: nginx\n");

        assertThat(web.name()).isEqualTo("demo_web");
        assertThat(web.container().image()).isEqualTo("nginx:latest");
        assertThat(web.mode()).isEqualTo(new Mode.Replicated(1));
        assertThat(web.restart())
                .isEqualTo(new Restart(Restart.Condition.ANY, Duration.ofSeconds(5), 0, Duration.ZERO));
        assertThat(web.update().order()).isEqualTo(Rollout.Order.STOP_FIRST);
        assertThat(web.container().stopGrace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(web.networks()).singleElement().satisfies(network -> {
            assertThat(network.network()).isEqualTo("demo_default");
            assertThat(network.aliases()).containsExactly("web");
        });
        assertThat(web.labels())
                .containsEntry("com.docker.stack.namespace", "demo")
                .containsEntry("com.docker.stack.image", "nginx");
    }

    @Test
    void the_address_of_a_port_is_kept() {
        ServiceSpec web = service("services:\n  web:\n    image: nginx\n    ports: ['127.0.0.1:8080:80']\n");

        assertThat(web.ports())
                .containsExactly(new PortSpec(
                        80,
                        Optional.of(8080),
                        PortSpec.Protocol.TCP,
                        PortSpec.PublishMode.INGRESS,
                        Optional.of("127.0.0.1")));
    }

    @Test
    void tmpfs_becomes_a_mount_with_its_options() {
        ServiceSpec web = service("services:\n  web:\n    image: nginx\n    tmpfs: '/run:size=64m,mode=1777'\n");

        assertThat(web.container().mounts())
                .containsExactly(new MountSpec.Tmpfs("/run", false, 64L << 20, Optional.of(01777)));
    }

    @Test
    void restart_counts_when_there_is_no_policy() {
        ServiceSpec web = service("services:\n  web:\n    image: nginx\n    restart: on-failure:3\n");

        assertThat(web.restart().condition()).isEqualTo(Restart.Condition.ON_FAILURE);
        assertThat(web.restart().maxAttempts()).isEqualTo(3);
    }

    @Test
    void contents_travel_beside_the_spec_and_show_in_no_text() {
        String yaml = "services:\n  web:\n    image: nginx\n    secrets: [key]\nsecrets:\n  key: {file: key.txt}\n";

        StackConverter.Converted converted = convert(yaml);

        assertThat(converted.secrets()).singleElement().satisfies(content -> {
            assertThat(content.name()).isEqualTo("demo_key");
            assertThat(content.bytes()).isEqualTo("hunter2".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(converted.toString()).doesNotContain("hunter2");
    }

    @Test
    void variables_show_in_no_text() {
        StackConverter.Converted converted =
                convert("services:\n  web:\n    image: nginx\n    environment: {PASSWORD: hunter2}\n");

        assertThat(converted.toString()).doesNotContain("hunter2");
    }

    @Test
    void external_objects_keep_their_names_and_are_not_owned() {
        StackSpec stack = convert("""
                services:
                  web:
                    image: nginx
                    networks: [edge]
                    secrets: [key]
                networks:
                  edge: {external: true, name: public}
                secrets:
                  key: {external: true}
                """).stack().orElseThrow();

        assertThat(stack.externalNetworks()).containsExactly("public");
        assertThat(stack.externalSecrets()).containsExactly("key");
        assertThat(stack.networks()).isEmpty();
        assertThat(stack.secrets()).isEmpty();
    }

    @Test
    void the_order_of_the_file_does_not_matter() {
        String one = "services:\n  a: {image: x}\n  b: {image: y, environment: {K: 1, L: 2}}\n";
        String other = "services:\n  b: {environment: {L: 2, K: 1}, image: y}\n  a: {image: x}\n";

        assertThat(convert(one).stack()).isEqualTo(convert(other).stack());
    }

    private static ServiceSpec service(String yaml) {
        return convert(yaml).stack().orElseThrow().services().getFirst();
    }

    private static StackConverter.Converted convert(String yaml) {
        MemoryFiles files = MemoryFiles.of(Map.of("compose.yaml", yaml, "key.txt", "hunter2"));
        ComposeLoader.Loaded loaded =
                ComposeLoader.load(List.of("compose.yaml"), Environment.empty(), files, Reading.OURS);
        assertThat(loaded.diagnostics().errors()).isEmpty();
        return StackConverter.convert("demo", loaded.file().orElseThrow(), files, Reading.OURS);
    }
}

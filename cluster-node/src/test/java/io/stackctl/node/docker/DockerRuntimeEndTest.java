package io.stackctl.node.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.NodeId;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerRuntimeEndTest {
    @TempDir
    Path folder;

    @Test
    void a_call_that_the_end_of_the_daemon_overtakes_fails_as_when_the_engine_is_gone() {
        var runtime = new DockerRuntime(
                URI.create("unix://" + folder.resolve("docker.sock")),
                new Owner(new ClusterId("cluster-1"), new NodeId("node-1")));
        runtime.close();

        var failure = catchThrowableOfType(RuntimeFailure.class, runtime::events);

        assertThat(failure.unreachable()).isTrue();
    }
}

package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.fixtures.engine.TestImages;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** No request is lost while a service changes; {@code docs/benchmarks/run-updates} asks for longer. */
@Tag("e2e")
class LoadTest {
    private static final int REQUESTS = 1_000;

    @RegisterExtension
    static final SharedMachine SHARED = new SharedMachine();

    @TempDir
    static Path root;

    @Test
    void no_request_fails_in_a_stop_first_update_a_start_first_rollback_and_while_it_is_scaled() throws Exception {
        var images = List.of(TestImages.POLITE, TestImages.POLITE_2);
        var shape = new LoadStack.Shape(freePort(), 2, 1, images);
        var stack = new LoadStack(SHARED.machine(), root, "load", shape);
        stack.update(LoadStack.Order.STOP_FIRST);
        stack.rollback();
        stack.scale(1);
        stack.scale(2);
        var counts = stack.end();
        assertThat(counts.failures()).as("failed of %s", counts.good()).isEmpty();
        assertThat(counts.good()).isGreaterThan(REQUESTS);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

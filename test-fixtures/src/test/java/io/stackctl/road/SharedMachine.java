package io.stackctl.road;

import io.stackctl.fixtures.engine.EngineOptions;
import io.stackctl.fixtures.engine.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One engine and one machine for all tests that do not kill them: starting both takes longer than most tests. Each such
 * test has stacks of its own. They go with the last test of the run.
 */
final class SharedMachine implements BeforeAllCallback {
    private @Nullable Both both;

    private record Both(TestEngine engine, Installation machine) implements AutoCloseable {
        static Both start() {
            var engine = TestEngine.start(EngineOptions.withLiveRestore());
            try {
                return new Both(engine, Installation.founded(Files.createTempDirectory("shared"), engine.host()));
            } catch (IOException e) {
                engine.close();
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            machine.close();
            engine.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        both = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Both.class, _ -> Both.start(), Both.class);
    }

    TestEngine engine() {
        return Objects.requireNonNull(both).engine();
    }

    Installation machine() {
        return Objects.requireNonNull(both).machine();
    }
}

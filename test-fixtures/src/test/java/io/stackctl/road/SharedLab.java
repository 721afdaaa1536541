package io.stackctl.road;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Three managers and two workers for all tests of a run: starting them takes longer than most tests. Before each test it
 * is made whole and empty again, which is a test by itself; one that cannot be made whole is replaced.
 */
final class SharedLab implements BeforeAllCallback, BeforeEachCallback, AfterTestExecutionCallback {
    private static final int MANAGERS = 3;
    private static final int WORKERS = 2;

    private @Nullable Holder holder;

    private static final class Holder implements AutoCloseable {
        private Optional<LabCluster> cluster = Optional.empty();

        LabCluster whole() {
            if (cluster.isPresent()) {
                try {
                    cluster.get().restore();
                    return cluster.get();
                } catch (RuntimeException | AssertionError beyondRepair) {
                    close();
                    throw beyondRepair;
                }
            }
            cluster = Optional.of(LabCluster.found(MANAGERS, WORKERS));
            return cluster.get();
        }

        @Override
        public void close() {
            cluster.ifPresent(LabCluster::close);
            cluster = Optional.empty();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        holder = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Holder.class, _ -> new Holder(), Holder.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        holder().whole();
    }

    /** The logs of the daemons go with the lab: those of a test that failed are kept. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty() || holder().cluster.isEmpty()) {
            return;
        }
        cluster().keepLogs(context.getRequiredTestMethod().getName());
    }

    private Holder holder() {
        return Objects.requireNonNull(holder);
    }

    LabCluster cluster() {
        return holder().cluster.orElseThrow();
    }
}

package io.stackctl.benchmark;

import io.stackctl.cluster.ClusterState;
import io.stackctl.reconcile.Memo;
import io.stackctl.reconcile.Observed;
import io.stackctl.reconcile.Reconciler;
import io.stackctl.reconcile.Tick;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A tick over a cluster in which everything runs and nothing is to be done, with the memo and without. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx4g"})
public class IdleTickBenchmark {
    /** Tasks, nodes, replicas of each service. */
    @Param("10000/100/100")
    public String size = "";

    private ClusterState state = ClusterState.EMPTY;
    private Observed observed = Running.observed(ClusterState.EMPTY, Size.START);
    private final Memo memo = new Memo();

    @Setup
    public void settle() {
        state = Running.all(Size.parse(size));
        observed = Running.observed(state, state.at());
        Reconciler.tick(state, observed, Running.ids(), memo);
        if (!everything().changes().isEmpty() || !withMemo().changes().isEmpty()) {
            throw new IllegalStateException("the cluster is not idle");
        }
    }

    @Benchmark
    public Tick everything() {
        return Reconciler.tick(state, observed, Running.ids());
    }

    @Benchmark
    public Tick withMemo() {
        return Reconciler.tick(state, observed, Running.ids(), memo);
    }
}

package io.stackctl.benchmark;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Task;
import io.stackctl.schedule.Group;
import io.stackctl.schedule.NodeLoads;
import io.stackctl.schedule.Placements;
import io.stackctl.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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

/** From a state in which all tasks wait to a node for each: the loads are built, the groups made, everything placed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx4g"})
public class PlacementBenchmark {
    /** Tasks, nodes, replicas of each service. */
    @Param({"10000/1000/100", "10000/1000/10000", "100000/10000/100", "100000/10000/1000"})
    public String size = "";

    private ClusterState state = ClusterState.EMPTY;

    @Setup
    public void fill() {
        state = Size.parse(size).waiting();
        var placements = place();
        if (!placements.reasons().isEmpty()) {
            throw new IllegalStateException(
                    "not all placed: " + placements.reasons().firstKey());
        }
    }

    @Benchmark
    public Placements place() {
        var loads = NodeLoads.of(state, Size.START);
        var bySpec = new TreeMap<SpecKey, List<Task>>();
        state.tasks()
                .values()
                .forEach(task -> bySpec.computeIfAbsent(task.spec(), _ -> new ArrayList<>())
                        .add(task));
        var groups = new ArrayList<Group>();
        bySpec.forEach((spec, tasks) -> groups.add(Group.of(spec, loads.demand(spec), tasks)));
        return Scheduler.place(loads, groups);
    }
}

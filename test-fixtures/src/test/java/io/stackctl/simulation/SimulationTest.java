package io.stackctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of clusters, each drawn from a seed. {@code -Dsimulation.seeds=N} says how many, {@code -Dsimulation.first=N}
 * with which to begin, {@code -Dsimulation.seed=N} runs one alone.
 */
@Tag("simulation")
class SimulationTest {
    private static final int SHOWN = 10;

    @Test
    void whatever_happens_every_promise_holds() {
        var coverage = new Coverage();
        var failures = new ConcurrentSkipListMap<Long, Throwable>();
        seeds().parallel().forEach(seed -> {
            try {
                Scenario.run(seed, coverage, Optional.empty());
                if (seed % 2 == 0) {
                    Scenario.updates(seed, coverage, Optional.empty());
                }
            } catch (RuntimeException e) {
                failures.put(seed, e);
            }
        });
        System.out.println("faults met: " + coverage);
        report(failures);
        assertThat(failures.keySet())
                .as("failing seeds, each replays with -Dsimulation.seed=N")
                .isEmpty();
        if (Long.getLong("simulation.seed") == null && Long.getLong("simulation.seeds", 20_000) >= 1_000) {
            for (var fault : Fault.values()) {
                assertThat(coverage.of(fault)).as("how often %s was met", fault).isGreaterThan(20);
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_history() {
        LongStream.range(0, 40).forEach(seed -> {
            assertThat(Scenario.run(seed, new Coverage(), Optional.empty()).history)
                    .as("history of seed %s", seed)
                    .isEqualTo(Scenario.run(seed, new Coverage(), Optional.empty()).history);
            assertThat(Scenario.updates(seed, new Coverage(), Optional.empty()).history)
                    .as("history of the updates of seed %s", seed)
                    .isEqualTo(Scenario.updates(seed, new Coverage(), Optional.empty()).history);
        });
    }

    private static LongStream seeds() {
        var one = Optional.ofNullable(Long.getLong("simulation.seed"));
        long first = Long.getLong("simulation.first", 0);
        return one.map(LongStream::of)
                .orElseGet(() -> LongStream.range(first, first + Long.getLong("simulation.seeds", 20_000)));
    }

    private static void report(ConcurrentSkipListMap<Long, Throwable> failures) {
        var kinds = new TreeMap<String, Integer>();
        failures.forEach((seed, e) -> {
            int count = kinds.merge(e.getClass().getSimpleName() + where(e), 1, Integer::sum);
            if (count <= 1 && kinds.size() <= SHOWN) {
                System.out.println("seed " + seed + ": " + e);
                Stream.of(e.getStackTrace()).limit(12).forEach(frame -> System.out.println("    at " + frame));
            }
        });
        System.out.println(failures.size() + " failing seeds by kind: " + kinds);
    }

    private static String where(Throwable e) {
        for (var frame : e.getStackTrace()) {
            if (!frame.getMethodName().equals("unless")) {
                return " in " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}

package io.stackctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation proves itself: it finds mistakes that are known to be there. */
@Tag("simulation")
class PlantedBugTest {
    private static final int SEEDS = 2_000;

    @ParameterizedTest
    @EnumSource
    void is_found(PlantedBug bug) {
        var found = firstFailing(bug);
        System.out.println(bug + " is found by seed " + found);
        assertThat(found).as("the first of %s seeds that finds %s", SEEDS, bug).isPresent();
    }

    private static OptionalLong firstFailing(PlantedBug bug) {
        return LongStream.range(0, SEEDS).filter(seed -> fails(seed, bug)).findFirst();
    }

    private static boolean fails(long seed, PlantedBug bug) {
        try {
            Scenario.run(seed, new Coverage(), Optional.of(bug));
            Scenario.updates(seed, new Coverage(), Optional.of(bug));
            return false;
        } catch (Violation e) {
            var message = String.valueOf(e.getMessage());
            System.out.println(bug + ": " + message.substring(0, Math.min(300, message.length())));
            return true;
        }
    }
}

package io.stackctl.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Attempts;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Phase;
import io.stackctl.spec.Restart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetryTest {
    private static final Duration DELAY = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({
        "NONE, false, FAILED, false",
        "NONE, false, COMPLETE, false",
        "ON_FAILURE, false, FAILED, true",
        "ON_FAILURE, false, REJECTED, true",
        "ON_FAILURE, false, COMPLETE, false",
        "ANY, false, COMPLETE, true",
        "ANY, true, COMPLETE, false",
        "ANY, true, FAILED, true",
    })
    void the_condition_decides_whether_there_is_another_attempt(
            Restart.Condition condition, boolean job, Phase end, boolean again) {
        var ended = Tasks.ended(end, Tasks.START, Optional.empty(), Attempts.NONE);
        assertThat(Retry.of(new Restart(condition, DELAY, 0, Duration.ZERO), job, ended)
                        .isPresent())
                .isEqualTo(again);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource
    void attempts_are_limited(Restart policy, Attempts before, boolean again) {
        var ended = Tasks.ended(Phase.FAILED, Tasks.START, Optional.empty(), before);
        assertThat(Retry.of(policy, false, ended).isPresent()).isEqualTo(again);
    }

    static Stream<Arguments> attempts_are_limited() {
        var anyTime = new Restart(Restart.Condition.ANY, DELAY, 2, Duration.ZERO);
        var inWindow = new Restart(Restart.Condition.ANY, DELAY, 2, Duration.ofMinutes(1));
        var longAgo = List.of(Tasks.START.minusSeconds(300), Tasks.START.minusSeconds(200));
        var lately = List.of(Tasks.START.minusSeconds(30), Tasks.START.minusSeconds(20));
        return Stream.of(
                Arguments.of(anyTime, new Attempts(1, 1, 0, List.of()), true),
                Arguments.of(anyTime, new Attempts(2, 2, 0, List.of()), false),
                Arguments.of(inWindow, new Attempts(2, 2, 0, longAgo), true),
                Arguments.of(inWindow, new Attempts(2, 2, 0, lately), false));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 1, 5",
        "5, 5, 5",
        "5, 6, 10",
        "5, 7, 20",
        "5, 8, 40",
        "5, 20, 300",
        "0, 5, 0",
        "0, 6, 2",
        "600, 9, 600",
        "5, 2000000000, 300",
    })
    void the_delay_grows_with_the_row_of_restarts(long policy, int row, long expected) {
        assertThat(Retry.delay(Duration.ofSeconds(policy), row)).isEqualTo(Duration.ofSeconds(expected));
    }

    @Test
    void ten_good_minutes_end_the_row() {
        var attempts = new Attempts(9, 9, 0, List.of());
        var ran = Optional.of(Tasks.START.minus(Limits.RESTARTS_FORGIVEN_AFTER));
        var retry = Retry.of(policy(), false, Tasks.ended(Phase.FAILED, Tasks.START, ran, attempts))
                .orElseThrow();
        assertThat(retry.attempts().consecutive()).isEqualTo(1);
        assertThat(retry.attempts().total()).isEqualTo(10);
        assertThat(retry.notBefore()).isEqualTo(Tasks.START.plus(DELAY));
    }

    @Test
    void restarts_are_remembered_up_to_a_limit() {
        var many = Stream.iterate(Tasks.START.minusSeconds(100), at -> at.plusSeconds(1))
                .limit(Limits.RECENT_RESTARTS)
                .toList();
        var attempts = new Attempts(500, 500, 0, many);
        var retry = Retry.of(policy(), false, Tasks.ended(Phase.FAILED, Tasks.START, Optional.empty(), attempts))
                .orElseThrow();
        assertThat(retry.attempts().recent()).hasSize(Limits.RECENT_RESTARTS).endsWith(Tasks.START);
    }

    private static Restart policy() {
        return new Restart(Restart.Condition.ANY, DELAY, 0, Duration.ZERO);
    }
}

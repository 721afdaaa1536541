package io.stackctl.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "PT0.4S, Less than a second",
        "PT-3S, Less than a second",
        "PT1S, 1 second",
        "PT34S, 34 seconds",
        "PT59.9S, 59 seconds",
        "PT1M, About a minute",
        "PT1M59S, About a minute",
        "PT5M, 5 minutes",
        "PT59M59S, 59 minutes",
        "PT1H, About an hour",
        "PT1H29M, About an hour",
        "PT1H31M, 2 hours",
        "PT47H, 47 hours",
        "PT48H, 2 days",
        "P13D, 13 days",
        "P14D, 2 weeks",
        "P59D, 8 weeks",
        "P60D, 2 months",
        "P729D, 24 months",
        "P730D, 2 years",
    })
    void tablesTellTimeAsDockerDoes(Duration duration, String expected) {
        assertThat(Durations.human(duration)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "PT-1S, 0s",
        "PT0.04S, 0s",
        "PT7.14S, 7.1s",
        "PT38.2S, 38.2s",
        "PT10S, 10s",
        "PT59.96S, 1m",
        "PT9M51S, 9m51s",
        "PT10M, 10m",
        "PT2H3M4S, 2h3m",
        "PT2H, 2h"
    })
    void progressTellsTimeBriefly(Duration duration, String expected) {
        assertThat(Durations.brief(duration)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, PT0S",
        "10m, PT10M",
        "1h30m, PT1H30M",
        "1.5s, PT1.5S",
        "250ms, PT0.25S",
        "-2s, PT-2S",
        "10, ",
        "abc, ",
        "1m x, ",
        "s, ",
        "5d, "
    })
    void flagsTakeGoDurations(String text, Duration expected) {
        assertThat(Durations.parse(text).orElse(null)).isEqualTo(expected);
    }
}

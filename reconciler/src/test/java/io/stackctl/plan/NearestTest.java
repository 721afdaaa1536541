package io.stackctl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"front, front", "fornt, front", "FRONT, front", "bac, back", "backup_two, ''", "x, ''", "'', ''"})
    void theNearestNameIsLessThanThreeEditsAway(String meant, String expected) {
        assertThat(Nearest.to(meant, Stream.of("front", "back", "something_else"))
                        .orElse(""))
                .isEqualTo(expected);
    }
}

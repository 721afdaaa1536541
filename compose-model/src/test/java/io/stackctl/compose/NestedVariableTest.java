package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestedVariableTest {
    private static final Map<String, String> VARIABLES = Map.of("FOO", "first", "BAR", "", "A", "1");

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "${FOO:+set} | set",
                "${BAR:+set}. | .",
                "${BAR+set} | set",
                "${X+set}. | .",
                "${X:-$FOO} | first",
                "${X:-${FOO}} | first",
                "${X:-${Y:-${A}}}! | 1!",
                "${FOO:-${X:?needed}} | first",
                "${X:-a$$b} | a$b",
                "${X-${BAR:-deep}}/${A} | deep/1",
                "${FOO:+${A}-${BAR:-x}} | 1-x",
                "$FOO-bar | first",
                "${X:?no-value} | value",
                "${X:-a}:-${A}} | a:-1}",
            })
    void variables_stand_within_variables(String text, String expected) {
        assertThat(Template.replace(text, NestedVariableTest::variable, Reading.OURS))
                .isInstanceOfSatisfying(
                        Template.Replaced.class,
                        replaced -> assertThat(replaced.text()).isEqualTo(expected));
    }

    @Test
    void what_is_needed_within_is_missed_at_its_own_place() {
        assertThat(Template.replace("a ${X:-${Y:?give ${FOO}}}", NestedVariableTest::variable, Reading.OURS))
                .isEqualTo(new Template.Missing("Y", "give first", 7, 17));
    }

    @Test
    void a_hostile_text_costs_no_more_than_its_length() {
        String open = "${A+".repeat(500_000);

        Assertions.assertThatNoException()
                .isThrownBy(() -> org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofMinutes(1), () -> {
                    Template.replace(open, NestedVariableTest::variable, Reading.OURS);
                    Template.replace(open + "}".repeat(500_000), NestedVariableTest::variable, Reading.OURS);
                    Template.replace("${A-".repeat(500_000), NestedVariableTest::variable, Reading.PEER);
                }));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(VARIABLES.get(name));
    }
}

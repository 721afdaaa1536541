package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Map<String, String> VARIABLES = Map.of("FOO", "first", "BAR", "", "A", "1");

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "$${foo} | ${foo}",
                "$FOO | first",
                "${FOO} | first",
                "x ${missing} y | 'x  y'",
                "ok ${missing:-def} | ok def",
                "ok ${missing-def} | ok def",
                "ok ${BAR:-def} | ok def",
                "ok ${BAR-def}. | ok .",
                "ok ${BAR:-/non:-alphanumeric} | ok /non:-alphanumeric",
                "ok ${BAR?err}. | ok .",
                "${X:-$FOO} | $FOO",
                "${X:-${FOO}} | ${FOO}",
                "${X:-$$} | $$",
                "${X-a:-b} | b",
                "${X:?no-value} | value",
                "$FOO-bar | first",
                "$X-bar | bar",
                "$A-$B | 1",
                "$föö | öö",
                "${foo:-}. | .",
                "5$ and ${FOO} | 5 and first",
            })
    void variables_are_replaced(String text, String expected) {
        assertThat(Template.replace(text, TemplateTest::variable, Reading.PEER))
                .isInstanceOfSatisfying(
                        Template.Replaced.class,
                        replaced -> assertThat(replaced.text()).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${", "$}", "${}", "${ }", "${ foo}", "${foo }", "${foo!}", "$", "100$", "$1", "${X:1}", "$(x)"})
    void a_dollar_that_starts_nothing_is_malformed(String text) {
        assertThat(Template.replace(text, TemplateTest::variable, Reading.PEER)).isInstanceOf(Template.Malformed.class);
    }

    @ParameterizedTest(name = "{0} misses {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "${X:?Mandatory} | X | Mandatory",
                "${X?msg} | X | msg",
                "${BAR:?empty} | BAR | empty",
                "${X?} | X | ''"
            })
    void a_required_variable_must_have_a_value(String text, String name, String message) {
        assertThat(Template.replace(text, TemplateTest::variable, Reading.PEER))
                .isInstanceOfSatisfying(Template.Missing.class, missing -> {
                    assertThat(missing.name()).isEqualTo(name);
                    assertThat(missing.message()).isEqualTo(message);
                });
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(VARIABLES.get(name));
    }
}

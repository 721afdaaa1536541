package io.stackctl.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainScalarsTest {
    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource({
        "yes, Text, yes",
        "on, Text, on",
        "y, Text, y",
        "true, Bool, true",
        "TRUE, Bool, true",
        "tRUE, Text, tRUE",
        "False, Bool, false",
        "~, Null, <nil>",
        "NULL, Null, <nil>",
        "'', Null, <nil>",
        "017, Int, 15",
        "0o17, Int, 15",
        "0b11, Int, 3",
        "0x1F, Int, 31",
        "1_000, Int, 1000",
        "-12, Int, -12",
        "+12, Int, 12",
        "08, Real, 8",
        "1e3, Real, 1000",
        "1.10, Real, 1.1",
        "1.0, Real, 1",
        "-.5, Real, -0.5",
        "1e21, Real, 1e+21",
        "0.00001, Real, 1e-05",
        "18446744073709551615, Int, 18446744073709551615",
        "99999999999999999999, Real, 1e+20",
        "1e400, Text, 1e400",
        ".inf, Real, +Inf",
        "-.INF, Real, -Inf",
        ".nan, Real, NaN",
        "22:22, Text, 22:22",
        "8000:59, Text, 8000:59",
        "1.2.3, Text, 1.2.3",
        "0x, Text, 0x",
        "-, Text, -",
        ".hidden, Text, .hidden",
        "2024-01-02, Timestamp, 2024-01-02 00:00:00 +0000 UTC",
        "2024-13-02, Text, 2024-13-02",
        "2024-01-02T03:04:05Z, Timestamp, 2024-01-02 03:04:05 +0000 UTC",
        "2024-01-02T03:04:05.500+02:00, Timestamp, 2024-01-02 03:04:05.5 +0200 +0200",
        "2024-01-02 3:04:05, Timestamp, 2024-01-02 03:04:05 +0000 UTC"
    })
    void a_plain_scalar_means_what_go_yaml_reads(String text, String type, String printed) {
        ScalarValue value = PlainScalars.resolve(text);

        assertThat(value.getClass().getSimpleName()).isEqualTo(type);
        assertThat(value.print()).isEqualTo(printed);
    }
}

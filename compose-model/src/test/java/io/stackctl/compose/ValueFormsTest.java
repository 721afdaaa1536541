package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, sizes, command lines, ports and volumes, as users write them. */
class ValueFormsTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "90s, 1m30s",
        "1h, 1h0m0s",
        "1.5s, 1.5s",
        "250ms, 250ms",
        "0, 0s",
        "-5s, -5s",
        "+5s, 5s",
        "1h1h, 2h0m0s",
        "1us, 1µs",
        "3ns, 3ns",
        "36h0m1s, 36h0m1s",
        ".5s, 500ms"
    })
    void a_duration_prints_as_go_prints_it(String text, String printed) {
        assertThat(GoDurations.parse(text).map(GoDurations::print)).hasValue(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "1d", "1 s", "s", "--1s", "1e3s", "9999999h"})
    void other_text_is_no_duration(String text) {
        assertThat(GoDurations.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "50M, 52428800",
        "50MiB, 52428800",
        "1 g, 1073741824",
        "1.5G, 1610612736",
        ".5G, 536870912",
        "10b, 10",
        "7, 7"
    })
    void a_size_is_a_number_of_bytes(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(OptionalLong.of(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50Mi", "1E", "-1M", "lots", "1000000000000G"})
    void other_text_is_no_size(String text) {
        assertThat(Sizes.parse(text)).isEmpty();
    }

    @Test
    void a_command_line_splits_as_in_a_shell() {
        assertThat(ShellWords.split("sh -c 'a \"b\"' \"c \\\"d\\\"\" e\\ f '' # g"))
                .hasValue(List.of("sh", "-c", "a \"b\"", "c \"d\"", "e f", ""));
        assertThat(ShellWords.split("  ")).hasValue(List.of());
        assertThat(ShellWords.split("say \"hello")).isEmpty();
        assertThat(ShellWords.split("end\\")).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "80 | 0>80/tcp",
                "8080:80/udp | 8080>80/udp",
                "80-81:8080-8081 | 80>8080/tcp 81>8081/tcp",
                "80-82:8080 | 80>8080/tcp 81>8080/tcp 82>8080/tcp",
                "127.0.0.1:80:81 | 127.0.0.1 80>81/tcp",
                "[::1]:80:81 | ::1 80>81/tcp",
                "80:99-100 | -",
                "80/xyz | -",
                "65536 | -",
                "8005-8000:1-6 | -",
                "300.0.0.1:80:80 | -",
                "invalid | -",
                "'' | -"
            })
    void a_port_has_a_short_form(String text, String expected) {
        String ports = switch (PortSyntax.parse(text)) {
            case PortSyntax.Invalid _ -> "-";
            case PortSyntax.Parsed(var parsed) ->
                String.join(" ", parsed.stream().map(ValueFormsTest::print).toList());
        };

        assertThat(ports).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/data | volume - /data",
                "data:/data | volume data /data",
                "./a:/b:ro | bind ./a /b ro",
                "~/a:/b | bind ~/a /b",
                "/a:/b:slave | bind /a /b slave",
                "data:/data:nocopy | volume data /data nocopy",
                "d:/x | volume - d:/x",
                "C:\\a:D:\\b:ro,rprivate | bind C:\\a D:\\b ro rprivate",
                "\\\\.\\pipe\\a:\\\\.\\pipe\\b | bind \\\\.\\pipe\\a \\\\.\\pipe\\b",
                "data:/data:ro,rw | volume data /data",
                "name:/b:ro:more | invalid",
                ":/data | invalid",
                "/a::ro | invalid",
                "'' | invalid"
            })
    void a_volume_has_a_short_form(String text, String expected) {
        String volume = switch (VolumeSyntax.parse(text)) {
            case VolumeSyntax.Invalid _ -> "invalid";
            case VolumeSyntax.Parsed parsed -> print(parsed);
        };

        assertThat(volume).isEqualTo(expected);
    }

    private static String print(PortSyntax.Port port) {
        String address = port.address().map(text -> text + " ").orElse("");
        return address + port.published() + ">" + port.target() + "/" + port.protocol();
    }

    private static String print(VolumeSyntax.Parsed volume) {
        return (volume.bind() ? "bind " : "volume ") + volume.source().orElse("-") + " " + volume.target()
                + (volume.readOnly() ? " ro" : "") + (volume.noCopy() ? " nocopy" : "")
                + volume.propagation().map(text -> " " + text).orElse("");
    }
}

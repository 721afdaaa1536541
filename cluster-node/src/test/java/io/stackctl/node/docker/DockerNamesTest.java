package io.stackctl.node.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.spec.Immutable;
import io.stackctl.spec.Ipv4Address;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerNamesTest {
    @ParameterizedTest
    @CsvSource({
        "redis, redis, latest",
        "redis:7, redis, 7",
        "example.org:5000/team/app, example.org:5000/team/app, latest",
        "example.org:5000/team/app:1.2, example.org:5000/team/app, 1.2",
        "redis:7@sha256:ab, redis, sha256:ab",
        "redis@sha256:ab, redis, sha256:ab",
    })
    void an_image_is_fetched_by_repository_and_what_says_most_of_its_version(
            String reference, String repository, String version) {
        assertThat(ImageName.parse(reference)).isEqualTo(new ImageName(repository, version));
    }

    @Test
    void the_name_of_a_bridge_fits_the_kernel_and_follows_from_the_network() {
        var name = NetworkRequest.bridgeName("k2v9x0q8w7e6r5t4y3u2i1o0p");

        assertThat(name)
                .hasSize(15)
                .startsWith("br-")
                .isEqualTo(NetworkRequest.bridgeName("k2v9x0q8w7e6r5t4y3u2i1o0p"));
        assertThat(name).isNotEqualTo(NetworkRequest.bridgeName("k2v9x0q8w7e6r5t4y3u2i1o0q"));
    }

    @Test
    void the_mac_address_follows_from_the_address() {
        var endpoint =
                new ContainerOrder.Endpoint("n", Ipv4Address.parse("10.0.255.7").orElseThrow(), Immutable.emptyMap());

        assertThat(endpoint.mac()).isEqualTo("02:42:0a:00:ff:07");
    }

    @Test
    void versions_of_the_api_compare_by_number() throws RuntimeFailure {
        assertThat(ApiVersion.parse("1.9")).isLessThan(ApiVersion.parse("1.41"));
        assertThat(ApiVersion.OURS.orOlder(ApiVersion.parse("1.41"))).hasToString("1.41");
        assertThatThrownBy(() -> ApiVersion.parse("soon")).isInstanceOf(RuntimeFailure.class);
    }

    @Test
    void a_path_keeps_the_slashes_of_an_image_and_escapes_the_rest() {
        var call = EngineCall.get("images", "team/app:1 x", "json").with("filters", "{\"a\":[\"b=c\"]}");

        assertThat(call.target(ApiVersion.OLDEST))
                .isEqualTo("/v1.41/images/team/app%3A1%20x/json?filters=%7B%22a%22%3A%5B%22b%3Dc%22%5D%7D");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:00:00.000000001Z hello, 1795255200000000001, hello",
        "2026-11-21T10:00:00Z , 1795255200000000000, ''",
        "no time here, 0, no time here",
    })
    void a_line_of_a_log_begins_with_its_time(String line, long nanos, String text) {
        var frame = EngineLogs.parse((line + "\n").getBytes(StandardCharsets.UTF_8), true);

        assertThat(frame.nanos()).isEqualTo(nanos);
        assertThat(new String(frame.text().toArray(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(frame.stderr()).isTrue();
    }
}

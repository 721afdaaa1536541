package io.stackctl.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void the_nearest_word_is_suggested() {
        assertThat(Suggestion.nearest("replica", List.of("mode", "replicas", "resources")))
                .hasValue("replicas");
        assertThat(Suggestion.nearest("imgae", List.of("image", "init"))).hasValue("image");
        assertThat(Suggestion.nearest("Volumes", List.of("volumes"))).hasValue("volumes");
    }

    @Test
    void a_word_with_more_than_a_third_wrong_is_not_suggested() {
        assertThat(Suggestion.nearest("helicopters", List.of("healthcheck", "labels")))
                .isEmpty();
        assertThat(Suggestion.nearest("tty", List.of("pid", "ipc"))).isEmpty();
    }
}

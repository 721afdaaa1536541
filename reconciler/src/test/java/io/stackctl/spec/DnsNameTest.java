package io.stackctl.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names services and networks may have. */
class DnsNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "web", "demo_web", "a-b", "a--b", "a_-_b", "A1"})
    void lettersAndDigitsWithDashesBetweenThemAreAName(String name) {
        assertThat(DnsName.valid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "_a", "a_", "a.b", "a b", "a\n", "ä"})
    void anythingElseIsNone(String name) {
        assertThat(DnsName.valid(name)).isFalse();
    }

    @Test
    void sixtyThreeCharactersAreAllowed() {
        assertThat(DnsName.valid("a".repeat(63))).isTrue();
        assertThat(DnsName.tooLong("a".repeat(63))).isFalse();
        assertThat(DnsName.valid("a".repeat(64))).isFalse();
        assertThat(DnsName.tooLong("a".repeat(64))).isTrue();
    }

    /** A pattern with a loop takes a frame of the stack for each turn: this many overflow it. */
    @Test
    void aNameOfAnyLengthIsJudged() {
        assertThat(DnsName.valid("a-".repeat(1_000_000) + "a")).isFalse();
    }
}

package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The judge of the histories has to see what is wrong with one. */
class HistoryTest {
    private final History history = new History();

    private void write(long began, long ended, long revision, String value) {
        history.add(new History.Write(began, ended, revision, value));
    }

    private void read(long began, long ended, long revision, String value) {
        history.add(new History.Read(began, ended, revision, Optional.of(value)));
    }

    @Test
    void operationsThatOverlapMayHaveHappenedInAnyOrder() {
        write(1, 10, 2, "b");
        write(2, 9, 1, "a");
        read(3, 8, 1, "a");
        read(11, 12, 2, "b");
        assertThat(history.contradiction()).isEmpty();
    }

    @Test
    void aReadThatBeganAfterAWriteEndedMustNotBeOlder() {
        write(1, 2, 1, "a");
        write(3, 4, 2, "b");
        read(5, 6, 1, "a");
        assertThat(history.contradiction().orElseThrow()).contains("began after the end of");
    }

    @Test
    void aReadMustNotBeOlderThanOneThatEndedBefore() {
        write(1, 2, 1, "a");
        write(3, 20, 2, "b");
        read(4, 5, 2, "b");
        read(6, 7, 1, "a");
        assertThat(history.contradiction()).isPresent();
    }

    @Test
    void aWriteThatWasAcknowledgedIsSeen() {
        write(1, 2, 1, "a");
        write(3, 4, 2, "b");
        read(5, 6, 3, "a");
        assertThat(history.contradiction().orElseThrow()).contains("should have seen Optional[b]");
    }

    @Test
    void aWriteThatNobodyKnowsOfMayBeSeenOrNot() {
        write(1, 2, 1, "a");
        history.doubt("b");
        read(3, 4, 1, "a");
        read(5, 6, 2, "b");
        assertThat(history.contradiction()).isEmpty();
    }

    @Test
    void twoWritesNeverHaveOneRevision() {
        write(1, 4, 1, "a");
        write(2, 3, 1, "b");
        assertThat(history.contradiction()).isPresent();
    }
}

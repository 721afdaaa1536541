package io.stackctl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final SpecVersion GOOD = SpecVersion.FIRST;
    private static final SpecVersion LIVE = GOOD.next();

    /** Where the service stood when the next spec came, and where a rollback of that one goes. */
    record Case(String name, Progress progress, Optional<SpecVersion> previous, SpecVersion goesBackTo) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        var good = Optional.of(GOOD);
        return Stream.of(
                new Case("settled", Progress.SETTLED, good, LIVE),
                new Case("rolled back", new Progress.RolledBack("", NOW), Optional.empty(), LIVE),
                new Case("in an update", rolling(Progress.Direction.FORWARD), good, GOOD),
                new Case("in its first rollout", rolling(Progress.Direction.FORWARD), Optional.empty(), LIVE),
                new Case("in a rollback", rolling(Progress.Direction.BACK), Optional.empty(), LIVE),
                new Case("in an update that paused", paused(Progress.Direction.FORWARD), good, GOOD),
                new Case("in a rollback that paused", paused(Progress.Direction.BACK), Optional.empty(), LIVE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_spec_that_was_never_reached_is_no_place_to_go_back_to(Case it) {
        var service = new Service(
                new ServiceId("service"),
                Optional.empty(),
                "web",
                LIVE,
                it.previous(),
                it.progress(),
                List.of(),
                NOW,
                NOW,
                false);

        var moved = service.moved(LIVE.next(), rolling(Progress.Direction.FORWARD), NOW);

        assertThat(moved.previous()).contains(it.goesBackTo());
    }

    private static Progress rolling(Progress.Direction direction) {
        return new Progress.Rolling(direction, NOW, new Birth(Revision.ZERO, 0), 1, Optional.empty());
    }

    private static Progress paused(Progress.Direction direction) {
        return new Progress.Paused(direction, "", NOW);
    }
}

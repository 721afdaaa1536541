package io.stackctl.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.fixtures.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several managers: what one acknowledges all have, whoever dies, stays away, or is cut off. */
@Tag("store")
class RaftGroupTest {
    private static final SnapshotRule OFTEN = new SnapshotRule(20, Long.MAX_VALUE);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void whatOneAcknowledgesAllHave() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(50);
            assertThat(Writes.wrong(group.awaitAgreement())).isEmpty();
        }
    }

    @Test
    void anotherLeadsWhenTheLeaderDiesAndNothingAcknowledgedIsLost() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(20);
            group.stopSilently(group.awaitLeader());
            group.write(20);
            var state = group.awaitAgreement();
            assertThat(Writes.last(state)).isEqualTo(40);
            assertThat(Writes.wrong(state)).isEmpty();
        }
    }

    @Test
    void aLeaderThatStopsHandsTheLeadOver() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(5);
            var leader = group.awaitLeader();
            long term = leader.leads().orElseThrow();

            assertThat(leader.quorum().handOver(LIMIT)).isTrue();

            var next = group.awaitLeader();
            assertThat(next.peer()).isNotEqualTo(leader.peer());
            // Without a vote in between: exactly the next term.
            assertThat(next.leads()).contains(term + 1);
        }
    }

    @Test
    void aLeaderThatIsCutOffStopsLeadingAndCatchesUpWhenItIsBack() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(10);
            var old = group.awaitLeader();
            group.isolate(old);
            Await.until("the old leader has noticed", LIMIT, () -> old.leads().isEmpty());
            group.write(10);
            group.network.heal();
            assertThat(Writes.last(group.awaitAgreement())).isEqualTo(20);
        }
    }

    @Test
    void aLeaderThatNobodyHearsIsReplaced() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(10);
            var mute = group.awaitLeader();
            for (var other : group.members()) {
                if (!other.equals(mute)) {
                    group.network.cut(mute.peer().node(), other.peer().node());
                }
            }
            Await.until("it no longer leads", LIMIT, () -> mute.leads().isEmpty());
            group.write(10);
            group.network.heal();
            assertThat(Writes.last(group.awaitAgreement())).isEqualTo(20);
        }
    }

    @Test
    void aLeaderThatHearsNobodyIsReplaced() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(10);
            var deaf = group.awaitLeader();
            for (var other : group.members()) {
                if (!other.equals(deaf)) {
                    group.network.cut(other.peer().node(), deaf.peer().node());
                }
            }
            Await.until("it no longer leads", LIMIT, () -> deaf.leads().isEmpty());
            group.write(10);
            group.network.heal();
            assertThat(Writes.last(group.awaitAgreement())).isEqualTo(20);
        }
    }

    @Test
    void withoutAMajorityNothingIsAcknowledgedOrFresh() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(10);
            var leader = group.awaitLeader();
            var state = leader.store().state();
            group.members().forEach(group::isolate);
            Await.until(
                    "nobody leads",
                    LIMIT,
                    () -> group.members().stream()
                            .allMatch(member -> member.leads().isEmpty()));
            for (var member : group.members()) {
                assertThat(member.store().propose(Writes.next(state), 1)).isEqualTo(new Proposed.NotLeader());
                assertThat(member.quorum().awaitFresh(Duration.ofMillis(300))).isFalse();
            }
            group.network.heal();
            group.write(1);
            assertThat(Writes.last(group.awaitAgreement())).isEqualTo(11);
        }
    }

    @Test
    void aManagerThatIsLeftAloneGoesOnWithEverythingThatWasAcknowledged() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(20);
            var survivor = group.awaitLeader();
            for (var other : group.members()) {
                if (!other.equals(survivor)) {
                    group.stopSilently(other);
                }
            }
            Await.until("it no longer leads", LIMIT, () -> survivor.leads().isEmpty());

            assertThat(survivor.quorum().standAlone()).isEqualTo(new Quorum.Voted.Done());
            group.write(5);

            assertThat(survivor.quorum().voters()).containsExactly(survivor.peer());
            assertThat(Writes.wrong(survivor.store().state())).isEmpty();
            assertThat(Writes.last(survivor.store().state())).isEqualTo(25);
        }
    }

    /** It read its log, and knows of no entry whether it was acknowledged: all of them count. */
    @Test
    void aManagerThatStartedAloneGoesOnWithItsWholeLogAndStaysAloneAfterARestart() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(20);
            group.awaitAgreement();
            var survivor = group.members().getFirst();
            group.members().stream().skip(1).toList().forEach(group::stopSilently);
            group.restart(survivor);
            var started = group.members().getFirst();
            assertThat(Writes.last(started.store().state())).isZero();

            assertThat(started.quorum().standAlone()).isEqualTo(new Quorum.Voted.Done());
            Await.until("it leads", LIMIT, () -> started.leads().isPresent());
            assertThat(Writes.last(started.store().state())).isEqualTo(20);

            group.restart(started);
            group.write(1);
            var again = group.members().getFirst();
            assertThat(again.quorum().voters()).containsExactly(again.peer());
            assertThat(Writes.wrong(again.store().state())).isEmpty();
        }
    }

    @Test
    void aNewcomerThatNeverVotedDoesNotGoOnAlone() throws Exception {
        try (var group = new RaftGroup(folder, 1, SnapshotRule.NORMAL)) {
            group.write(1);
            var newcomer = group.join(group.peer(1, 1));
            assertThat(newcomer.quorum().standAlone()).isInstanceOf(Quorum.Voted.Failed.class);
        }
    }

    @Test
    void aFollowerThatWasAwayGetsASnapshotInPlaceOfTheLogAndReadsItAfterARestart() throws Exception {
        try (var group = new RaftGroup(folder, 3, OFTEN)) {
            group.write(10);
            var away = group.members().stream()
                    .filter(member -> member.leads().isEmpty())
                    .findFirst()
                    .orElseThrow();
            int number = List.of(0, 1, 2).stream()
                    .filter(candidate -> group.peer(candidate, 1).equals(away.peer()))
                    .findFirst()
                    .orElseThrow();
            group.stopSilently(away);
            group.write(100);
            group.network.heal();

            var back = group.start(number);

            assertThat(Writes.last(group.awaitAgreement())).isEqualTo(110);
            assertThat(back.recorder().restored).as("it came as a snapshot").isNotEmpty();
            group.stop(back);
            group.write(1);
            group.start(number);
            assertThat(Writes.last(group.awaitAgreement())).isEqualTo(111);
        }
    }

    @Test
    void aNewcomerBecomesAVoterWithTheWholeStateAndCanLead() throws Exception {
        try (var group = new RaftGroup(folder, 1, OFTEN)) {
            group.write(60);
            var first = group.awaitLeader();
            var second = group.join(group.peer(1, 1));
            var third = group.join(group.peer(2, 1));

            assertThat(first.quorum().add(second.peer(), LIMIT)).isEqualTo(new Quorum.Voted.Done());
            assertThat(first.quorum().add(third.peer(), LIMIT)).isEqualTo(new Quorum.Voted.Done());

            assertThat(first.quorum().voters()).containsExactlyInAnyOrder(first.peer(), second.peer(), third.peer());
            group.write(5);
            // A newcomer votes for those that it knows to be voters: until it has read who they are, it votes for
            // nobody.
            group.awaitAgreement();
            group.stopSilently(first);
            group.write(5);
            assertThat(Writes.last(group.awaitAgreement())).isEqualTo(70);
        }
    }

    @Test
    void aManagerThatLeavesVotesNoMore() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            group.write(5);
            var leader = group.awaitLeader();
            var leaving = group.members().stream()
                    .filter(member -> !member.equals(leader))
                    .findFirst()
                    .orElseThrow();

            assertThat(leader.quorum().remove(leaving.peer(), LIMIT)).isEqualTo(new Quorum.Voted.Done());
            group.stop(leaving);

            assertThat(leader.quorum().voters()).doesNotContain(leaving.peer()).hasSize(2);
            group.write(5);
            assertThat(Writes.last(group.awaitAgreement())).isEqualTo(10);
        }
    }

    @Test
    void onlyTheLeaderChangesWhoVotes() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            var leader = group.awaitLeader();
            var follower = group.members().stream()
                    .filter(member -> !member.equals(leader))
                    .findFirst()
                    .orElseThrow();
            assertThat(follower.quorum().remove(leader.peer(), LIMIT)).isEqualTo(new Quorum.Voted.NotLeader());
        }
    }

    @Test
    void aReadThatIsFreshOnAFollowerHoldsWhatWasAcknowledgedBefore() throws Exception {
        try (var group = new RaftGroup(folder, 3, SnapshotRule.NORMAL)) {
            for (int round = 1; round <= 20; round++) {
                group.write(1);
                var leader = group.awaitLeader();
                for (var follower : group.members()) {
                    if (!follower.equals(leader)) {
                        assertThat(follower.quorum().awaitFresh(LIMIT)).isTrue();
                        assertThat(Writes.last(follower.store().state())).isEqualTo(round);
                    }
                }
            }
        }
    }

    @Test
    void aMemberThatLostItsDiskComesBackAsANewVoter() throws Exception {
        try (var group = new RaftGroup(folder, 3, OFTEN)) {
            group.write(30);
            var lost = group.members().stream()
                    .filter(member -> member.leads().isEmpty())
                    .findFirst()
                    .orElseThrow();
            group.stopSilently(lost);
            group.network.heal();
            var reborn = group.join(new Peer(lost.peer().node(), 2));
            var leader = group.awaitLeader();

            assertThat(leader.quorum().remove(lost.peer(), LIMIT)).isEqualTo(new Quorum.Voted.Done());
            assertThat(leader.quorum().add(reborn.peer(), LIMIT)).isEqualTo(new Quorum.Voted.Done());

            group.write(5);
            assertThat(Writes.wrong(group.awaitAgreement())).isEmpty();
            assertThat(leader.quorum().leader()).isEqualTo(Optional.of(leader.peer()));
        }
    }
}

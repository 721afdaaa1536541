package io.stackctl.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.ClusterSettings;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.node.store.Peer;
import io.stackctl.node.store.Quorum;
import io.stackctl.wire.StaleRead;
import io.stackctl.wire.proto.ControlGrpc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who answers a call, and how old the answer may be. */
class ReadsTest {
    private static final String READ = ControlGrpc.getListNodesMethod().getFullMethodName();
    private static final String WRITE = ControlGrpc.getDeployMethod().getFullMethodName();

    /** Managers of which a majority answers, or not. */
    private static final class Majority implements Quorum {
        private final AtomicInteger silent = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Optional<Peer> leader() {
            return Optional.empty();
        }

        @Override
        public List<Peer> voters() {
            return List.of();
        }

        @Override
        public Voted add(Peer voter, Duration limit) {
            throw new AssertionError("a read changes nothing");
        }

        @Override
        public Voted remove(Peer voter, Duration limit) {
            throw new AssertionError("a read changes nothing");
        }

        @Override
        public boolean handOver(Duration limit) {
            throw new AssertionError("a read changes nothing");
        }

        @Override
        public Voted standAlone() {
            throw new AssertionError("a read changes nothing");
        }

        /** The first questions are not answered, as during an election. */
        @Override
        public boolean awaitFresh(Duration limit) {
            asked.incrementAndGet();
            return silent.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
        }
    }

    private final Majority majority = new Majority();
    private final Freshness freshness = new Freshness(() -> Optional.of(majority));
    private final Reads reads = new Reads(new NodeId("m1"), ReadsTest::state, freshness);

    private static ClusterState state() {
        var settings = ClusterSettings.INITIAL;
        var founded = new ClusterSettings(
                Optional.of(new ClusterId("c1")),
                settings.format(),
                settings.taskHistory(),
                settings.addressPools(),
                settings.poolPrefix(),
                settings.lastSubnet(),
                settings.nodeDownAfter(),
                settings.contentKey());
        return ClusterState.EMPTY.with(new Change.PutSettings(founded)).restoredAs(new Revision(812), Instant.EPOCH);
    }

    private static Metadata stale() {
        var headers = new Metadata();
        headers.put(StaleRead.ASKED, "yes");
        return headers;
    }

    private static Metadata headers(Reads.Way way) {
        assertThat(way).isInstanceOf(Reads.Way.Here.class);
        return ((Reads.Way.Here) way).headers();
    }

    private static Status refusal(Reads.Way way) {
        assertThat(way).isInstanceOf(Reads.Way.Refused.class);
        return ((Reads.Way.Refused) way).why().getStatus();
    }

    @Test
    void aReadIsAnsweredHereOnceAMajoritySaidThatTheStateIsNew() throws Exception {
        majority.silent.set(3);
        assertThat(headers(reads.way(READ, new Metadata())).keys()).isEmpty();
        assertThat(majority.asked).hasValue(4);
    }

    @Test
    void aReadThatNoMajorityAnswersIsRefusedWithWhatHelps() throws Exception {
        majority.silent.set(Integer.MAX_VALUE);
        var refused = refusal(reads.way(READ, new Metadata()));
        assertThat(refused.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(refused.getDescription())
                .contains("more than half of the managers")
                .contains("--stale");
    }

    @Test
    void aStaleReadAsksNobodyAndSaysHowOldItIs() throws Exception {
        var first = headers(reads.way(READ, stale()));
        assertThat(first.get(StaleRead.MANAGER)).isEqualTo("m1");
        assertThat(first.get(StaleRead.REVISION)).isEqualTo("812");
        assertThat(first.get(StaleRead.AGE_MILLIS)).isEmpty();
        assertThat(majority.asked).hasValue(0);

        assertThat(freshness.await(Duration.ZERO)).isTrue();
        assertThat(headers(reads.way(READ, stale())).get(StaleRead.AGE_MILLIS)).matches("\\d+");
    }

    @Test
    void aManagerThatKnowsNothingYetDoesNotAnswerAStaleRead() throws Exception {
        var empty = new Reads(new NodeId("m1"), () -> ClusterState.EMPTY, freshness);
        assertThat(refusal(empty.way(READ, stale())).getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    }

    @Test
    void aWriteGoesToTheLeaderAndIsNeverStale() throws Exception {
        assertThat(reads.way(WRITE, new Metadata())).isInstanceOf(Reads.Way.ByLeader.class);
        assertThat(refusal(reads.way(WRITE, stale())).getDescription())
                .isEqualTo("--stale is for commands that only read");
    }

    @Test
    void aStoreThatNobodySharesIsReadWhereItLeads() throws Exception {
        var alone = new Reads(new NodeId("m1"), ReadsTest::state, new Freshness(Optional::empty));
        assertThat(alone.way(READ, new Metadata())).isInstanceOf(Reads.Way.ByLeader.class);
    }
}

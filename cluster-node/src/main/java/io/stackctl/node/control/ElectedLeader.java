package io.stackctl.node.control;

import io.grpc.Channel;
import io.stackctl.node.Limits;
import io.stackctl.node.store.transport.PeerChannels;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The way to whichever manager leads. During an election it is waited for: most callers would only ask again. */
final class ElectedLeader implements Forwarding.Leaders {
    private final LeaderAddress leader;
    private final PeerChannels channels;

    ElectedLeader(LeaderAddress leader, PeerChannels channels) {
        this.leader = leader;
        this.channels = channels;
    }

    @Override
    public Optional<Channel> await() throws InterruptedException {
        long end = System.nanoTime() + Limits.LEADER_WAIT.toNanos();
        while (true) {
            var way = leader.other().flatMap(channels::to);
            if (way.isPresent() || System.nanoTime() > end) {
                return way.map(channel -> channel);
            }
            TimeUnit.NANOSECONDS.sleep(Limits.LEADER_LOOK.toNanos());
        }
    }
}

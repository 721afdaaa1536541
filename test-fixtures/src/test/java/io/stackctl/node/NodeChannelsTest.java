package io.stackctl.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Trust;
import io.stackctl.node.trust.Authority;
import io.stackctl.node.trust.Dialer;
import io.stackctl.node.trust.NodeCredentials;
import io.stackctl.node.trust.PeerAddress;
import io.stackctl.node.trust.SigningRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeChannelsTest {
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final NodeId SELF = new NodeId("self");
    private static final NodeId OTHER = new NodeId("other");

    @TempDir
    private Path folder;

    private NodeChannels channels(EventLoops loops, NodeCredentials own, Optional<String> byState) throws IOException {
        var here = new PeerAddress("127.0.0.1", 2377);
        return new NodeChannels(
                new NodeIdentity(CLUSTER, SELF, 1, here, here),
                () -> Optional.of(new Dialer(loops, own)),
                _ -> byState,
                folder.resolve("data").resolve("peers"));
    }

    /** Managers that were restarted all at once knew nobody: the state with their addresses comes from a leader. */
    @Test
    void aManagerThatStartsFindsTheOthersBeforeItKnowsAnyState() throws Exception {
        var authority = Authority.create(Instant.now());
        var request = SigningRequest.create();
        var chain = authority.issue(
                request.encoded(), SELF, Node.Role.MANAGER, CLUSTER, Trust.CERTIFICATE_LIFE, Instant.now());
        var own = NodeCredentials.of(
                request.certified(chain),
                authority.trust(Trust.CERTIFICATE_LIFE).root());
        try (var loops = EventLoops.start(1)) {
            try (var first = channels(loops, own, Optional.empty())) {
                assertThat(first.to(OTHER)).isEmpty();
            }
            try (var knowing = channels(loops, own, Optional.of("192.0.2.7:2377"))) {
                assertThat(knowing.to(OTHER)).isPresent();
            }
            try (var again = channels(loops, own, Optional.empty())) {
                assertThat(again.to(OTHER)).isPresent();
            }
        }
    }
}

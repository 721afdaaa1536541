package io.stackctl.node;

import static io.stackctl.node.ClusterInit.invalid;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.Ids;
import io.stackctl.node.store.StoreException;
import io.stackctl.node.trust.CertificateFiles;
import io.stackctl.node.trust.JoinToken;
import io.stackctl.node.trust.Joining;
import io.stackctl.node.trust.PeerAddress;
import io.stackctl.node.trust.TrustException;
import io.stackctl.wire.NodeCodec;
import io.stackctl.wire.proto.JoinClusterRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes this machine a node of a cluster that is there: everything that it needs from then on is on disk afterwards. */
final class ClusterJoin {
    private final NodeConfig config;
    private final EventLoops loops;
    private final Ids ids;

    ClusterJoin(NodeConfig config, EventLoops loops, Ids ids) {
        this.config = config;
        this.loops = loops;
        this.ids = ids;
    }

    /** {@code warning}: about the clocks. */
    record Joined(NodeIdentity identity, Optional<String> warning) {}

    Joined run(JoinClusterRequest request) throws StatusException, StoreException {
        var token = JoinToken.parse(request.getToken()).orElseThrow(() -> invalid("invalid join token"));
        var managers = managers(request);
        var listen = listen(request);
        var address = address(request, listen);
        var availability = NodeCodec.toMessage(ClusterInit.availability(request.getAvailability()));
        try {
            NodeDoor.check(listen);
            var wish = new Joining.Wish(ids.next(), token, availability, Host.name(), address.toString());
            var joined = new Joining(loops, InstantSource.system()).join(wish, managers);
            var certificate = joined.credentials().certificate();
            var identity = new NodeIdentity(certificate.cluster(), certificate.node(), 1, listen, address);
            new CertificateFiles(config.dataDirectory().resolve(Membership.CERTIFICATES)).write(joined.credentials());
            KnownManagers.write(
                    config.dataDirectory().resolve(Membership.MANAGERS),
                    joined.managers().isEmpty() ? managers : joined.managers());
            // Last: a folder with an identity has all the rest.
            identity.write(config.dataDirectory());
            return new Joined(identity, joined.warning());
        } catch (TrustException refused) {
            throw Status.FAILED_PRECONDITION
                    .withDescription(refused.getMessage())
                    .withCause(refused)
                    .asException();
        } catch (IOException failure) {
            throw new StoreException("cannot join: " + failure.getMessage(), failure);
        }
    }

    private static List<PeerAddress> managers(JoinClusterRequest request) throws StatusException {
        var managers = new ArrayList<PeerAddress>();
        for (var text : request.getManagersList()) {
            managers.add(PeerAddress.parse(text)
                    .filter(address -> !address.host().isEmpty())
                    .orElseThrow(() -> invalid("invalid address of a manager: " + text + ": HOST:PORT is expected")));
        }
        if (managers.isEmpty()) {
            throw invalid("name a manager of the swarm, as HOST:PORT");
        }
        return managers;
    }

    private static PeerAddress listen(JoinClusterRequest request) throws StatusException {
        try {
            return HostAddresses.listening(request.getListenAddress());
        } catch (HostAddresses.Unclear unclear) {
            throw invalid(String.valueOf(unclear.getMessage()));
        }
    }

    /** Unless the user says otherwise the managers see where the node calls from. */
    private static PeerAddress address(JoinClusterRequest request, PeerAddress listen) throws StatusException {
        if (request.getAdvertiseAddress().isEmpty()) {
            return new PeerAddress("", listen.port());
        }
        try {
            return HostAddresses.advertised(request.getAdvertiseAddress(), listen);
        } catch (HostAddresses.Unclear unclear) {
            throw invalid(String.valueOf(unclear.getMessage()));
        }
    }
}

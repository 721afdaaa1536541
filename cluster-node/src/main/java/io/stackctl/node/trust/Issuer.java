package io.stackctl.node.trust;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import java.time.Duration;
import java.time.Instant;

/** Makes certificates for nodes: the cluster's own authority, or one outside of it. */
public interface Issuer {
    /**
     * A certificate for the key in the request, with the subject that the caller says.
     *
     * @param request PKCS #10; its own subject does not count
     * @param life from {@code now}; never longer than the authority's own
     * @return the certificate and what leads from it to the root, as PEM
     * @throws TrustException the request cannot be signed
     */
    String issue(byte[] request, NodeId node, Node.Role role, ClusterId cluster, Duration life, Instant now)
            throws TrustException;
}

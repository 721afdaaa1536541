package io.stackctl.node;

import io.stackctl.cluster.Node;
import io.stackctl.node.trust.CertificateKeeper;
import io.stackctl.node.trust.NodeCertificate;
import java.util.function.Consumer;

/** Carries on what becomes of a node's certificate. {@code managing}: whether the node is a manager now. */
record CertificateNews(boolean managing, Consumer<Node.Role> onRole, Consumer<String> onCertified)
        implements CertificateKeeper.Listener {
    @Override
    public void renewed(NodeCertificate certificate) {
        if ((certificate.role() == Node.Role.MANAGER) != managing) {
            onRole.accept(certificate.role());
        }
    }

    @Override
    public void certified(String root) {
        onCertified.accept(root);
    }
}

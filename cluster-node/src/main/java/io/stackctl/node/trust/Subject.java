package io.stackctl.node.trust;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Whom a certificate names: CN is the node, OU its role, O the cluster; as docker has it. */
record Subject(NodeId node, Node.Role role, ClusterId cluster) {
    static final String MANAGER = "swarm-manager";
    static final String WORKER = "swarm-worker";

    static String unit(Node.Role role) {
        return switch (role) {
            case MANAGER -> MANAGER;
            case WORKER -> WORKER;
        };
    }

    static Subject of(X509Certificate certificate) throws TrustException {
        var name = certificate.getSubjectX500Principal().getName();
        try {
            var parts = new LdapName(name);
            return new Subject(new NodeId(part(parts, "CN")), role(part(parts, "OU")), new ClusterId(part(parts, "O")));
        } catch (InvalidNameException | IllegalArgumentException e) {
            throw new TrustException("not the certificate of a node: " + name, e);
        }
    }

    private static Node.Role role(String unit) {
        return switch (unit) {
            case MANAGER -> Node.Role.MANAGER;
            case WORKER -> Node.Role.WORKER;
            default -> throw new IllegalArgumentException("unknown role " + unit);
        };
    }

    private static String part(LdapName name, String type) {
        return name.getRdns().stream()
                .filter(part -> part.getType().equalsIgnoreCase(type))
                .map(part -> String.valueOf(part.getValue()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type));
    }
}

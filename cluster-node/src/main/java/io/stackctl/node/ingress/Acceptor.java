package io.stackctl.node.ingress;

import java.util.List;

/** Takes what arrives at a published port to its backends. */
sealed interface Acceptor permits TcpAcceptor, UdpFlows {
    /** Sends new connections, and further datagrams of known clients, to these. */
    void use(List<Backend> backends);

    /** The port is no longer listened on. */
    void closed();
}

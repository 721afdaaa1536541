package io.stackctl.spec;

import java.util.Optional;

/**
 * One published port.
 *
 * @param target the port inside the container
 * @param published the port outside; empty means that the cluster chooses one
 * @param hostAddress the only address to listen on, such as {@code 127.0.0.1}; empty means all
 */
public record PortSpec(
        int target, Optional<Integer> published, Protocol protocol, PublishMode mode, Optional<String> hostAddress) {
    /** Transport of a port. */
    public enum Protocol {
        TCP,
        UDP,
        SCTP;

        /** As in {@code 80/tcp}. */
        public String text() {
            return switch (this) {
                case TCP -> "tcp";
                case UDP -> "udp";
                case SCTP -> "sctp";
            };
        }
    }

    /** INGRESS: every node forwards to the tasks. HOST: only the node of a task, straight to it. */
    public enum PublishMode {
        INGRESS,
        HOST
    }
}

package io.stackctl.node.ingress;

import io.stackctl.node.Limits;
import java.time.Duration;

/**
 * The waits and numbers of a proxy; tests choose smaller ones.
 *
 * @param connectTimeout how long a connect to a backend may take before the next is tried
 * @param hold how long a connection waits for a first backend
 * @param heldOfPort connections of one port that wait so; further ones are closed
 * @param connections open connections of all ports; further ones are closed
 * @param connectionsOfPort open connections of one port; further ones wait in the kernel
 * @param bufferedBytes what all connections hold together before each holds only what one small read brought
 * @param flowIdle silence after which a UDP client is forgotten
 * @param flowsOfPort UDP clients of one port that are remembered
 */
public record IngressSettings(
        Duration connectTimeout,
        Duration hold,
        int heldOfPort,
        int connections,
        int connectionsOfPort,
        long bufferedBytes,
        Duration flowIdle,
        int flowsOfPort) {
    /** The limits of {@link Limits}. */
    public static IngressSettings standard() {
        return new IngressSettings(
                Limits.INGRESS_CONNECT_TIMEOUT,
                Limits.INGRESS_HOLD,
                Limits.INGRESS_HELD_OF_PORT,
                Limits.INGRESS_CONNECTIONS,
                Limits.INGRESS_CONNECTIONS_OF_PORT,
                Limits.INGRESS_BUFFERS_BYTES,
                Limits.INGRESS_FLOW_IDLE,
                Limits.INGRESS_FLOWS_OF_PORT);
    }
}

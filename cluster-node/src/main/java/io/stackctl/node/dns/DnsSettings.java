package io.stackctl.node.dns;

import io.stackctl.node.Limits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a name server runs; tests choose other ports and shorter waits.
 *
 * @param resolvConf names the host's resolvers; read again when it changes
 * @param port where containers ask, UDP and TCP
 * @param upstreamPort where the host's resolvers are asked
 * @param upstreamTimeout how long one of them may take before the next is asked
 * @param queriesInFlight questions that wait for the host's resolvers at one time
 */
public record DnsSettings(Path resolvConf, int port, int upstreamPort, Duration upstreamTimeout, int queriesInFlight) {
    /** Port 53 on both sides and the limits of {@link Limits}. */
    public static DnsSettings standard(Path resolvConf) {
        return new DnsSettings(resolvConf, 53, 53, Limits.DNS_UPSTREAM_TIMEOUT, Limits.DNS_QUERIES_IN_FLIGHT);
    }
}

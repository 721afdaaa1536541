/**
 * The name server of one node: answers containers with the names of their own networks and asks the host's resolvers
 * for the rest. Entry point: {@link io.stackctl.node.dns.DnsServer}.
 */
@NullMarked
package io.stackctl.node.dns;

import org.jspecify.annotations.NullMarked;

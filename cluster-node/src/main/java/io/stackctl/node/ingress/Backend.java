package io.stackctl.node.ingress;

import java.net.InetSocketAddress;

/**
 * One task that serves a published port.
 *
 * @param id names the backend over all published ports and tables: the task's id
 * @param address the task's address in a network of this node, and the port in its container
 */
public record Backend(String id, InetSocketAddress address) {}

package io.stackctl.view;

import io.stackctl.cluster.NetworkId;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.Subnet;

/**
 * A network that must be there on the node.
 *
 * @param gateway the address of this node's bridge, where its resolver listens
 */
public record NetworkAssignment(NetworkId id, NetworkSpec spec, Subnet subnet, Ipv4Address gateway) {}

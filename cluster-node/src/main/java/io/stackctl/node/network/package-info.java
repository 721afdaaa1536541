/**
 * What one node does for its containers' traffic: {@link io.stackctl.node.network.NodeNetwork} follows the node's picture
 * with names and published ports.
 */
@NullMarked
package io.stackctl.node.network;

import org.jspecify.annotations.NullMarked;

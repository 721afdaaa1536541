package io.stackctl.node.docker;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.NodeId;

/** Whose containers and networks an engine holds: both ids must fit, for one engine may serve nodes of several clusters. */
public record Owner(ClusterId cluster, NodeId node) {}

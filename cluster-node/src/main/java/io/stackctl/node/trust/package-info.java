/**
 * How the nodes of a cluster know each other: the cluster's own certificate authority ({@link io.stackctl.node.trust.Authority}),
 * join tokens, a node's credentials on disk and on the wire ({@link io.stackctl.node.trust.NodeCredentials}), and who may
 * call what on the one port of a node ({@link io.stackctl.node.trust.NodePort}). Knows the state, but not the control loop.
 */
@NullMarked
package io.stackctl.node.trust;

import org.jspecify.annotations.NullMarked;

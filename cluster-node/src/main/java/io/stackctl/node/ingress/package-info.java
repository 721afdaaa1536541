/**
 * Published ports of one node: a TCP and UDP proxy from a port of the host to the tasks that serve it. Entry point:
 * {@link io.stackctl.node.ingress.IngressProxy}.
 */
@NullMarked
package io.stackctl.node.ingress;

import org.jspecify.annotations.NullMarked;

/** What the cluster knows: one immutable {@link io.stackctl.cluster.ClusterState}, changed only by applying transactions. */
@NullMarked
package io.stackctl.cluster;

import org.jspecify.annotations.NullMarked;

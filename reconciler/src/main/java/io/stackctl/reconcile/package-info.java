/**
 * Decides. {@link io.stackctl.reconcile.Reconciler#tick} takes a state and what the leader observes, and gives the
 * changes that bring the cluster nearer to what is wanted. No threads, no clock, no memory, no IO.
 */
@NullMarked
package io.stackctl.reconcile;

import org.jspecify.annotations.NullMarked;

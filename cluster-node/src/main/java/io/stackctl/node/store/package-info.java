/**
 * The replicated log of transactions, and the state that it leads to. {@link io.stackctl.node.store.Store} is the way
 * in.
 */
@NullMarked
package io.stackctl.node.store;

import org.jspecify.annotations.NullMarked;

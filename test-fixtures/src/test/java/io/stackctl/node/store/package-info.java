/** Proofs over the store: what it acknowledged survives crashes, power failures and full disks, or it says why not. */
@NullMarked
package io.stackctl.node.store;

import org.jspecify.annotations.NullMarked;

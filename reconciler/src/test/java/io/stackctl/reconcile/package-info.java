/** The stages' single rules as tables. What they do together is the matter of the simulation. */
@NullMarked
package io.stackctl.reconcile;

import org.jspecify.annotations.NullMarked;

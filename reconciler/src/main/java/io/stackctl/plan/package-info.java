/**
 * What a deploy or a removal would do, as values: the same code and the same plan for {@code diff} and for
 * {@code deploy}. Start at {@link io.stackctl.plan.StackPlanner}.
 */
@NullMarked
package io.stackctl.plan;

import org.jspecify.annotations.NullMarked;

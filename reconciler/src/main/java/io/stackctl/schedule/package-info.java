/**
 * Where tasks go: groups of equal tasks and the loads of the nodes become placements, or reasons. Start at
 * {@link io.stackctl.schedule.Scheduler}.
 */
@NullMarked
package io.stackctl.schedule;

import org.jspecify.annotations.NullMarked;

/**
 * A seeded world of nodes, agents, faults and time around the real reconciler, and what must hold in it after every
 * step. Start reading at {@link io.stackctl.simulation.Scenario}.
 */
@NullMarked
package io.stackctl.simulation;

import org.jspecify.annotations.NullMarked;

/**
 * The whole road, as users walk it: the launchers of a built tree, a daemon of its own process, a real engine. The entry
 * point is {@link io.stackctl.road.RoadTest}.
 */
@NullMarked
package io.stackctl.road;

import org.jspecify.annotations.NullMarked;

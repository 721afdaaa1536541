/**
 * Manages: {@link io.stackctl.node.control.ControlLoop} is the only writer of the cluster's state, the services are
 * the doors to it, {@link io.stackctl.node.control.Publisher} tells everybody what was decided.
 */
@NullMarked
package io.stackctl.node.control;

import org.jspecify.annotations.NullMarked;

/**
 * Everything derived from the state: what a node must do and know, what a user is shown. Each is a pure function of the
 * state; {@link io.stackctl.view.NodePicture} is where to start reading.
 */
@NullMarked
package io.stackctl.view;

import org.jspecify.annotations.NullMarked;

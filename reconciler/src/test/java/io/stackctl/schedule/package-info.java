/** The scheduler against the peer's own scheduling tests, and where it does better. */
@NullMarked
package io.stackctl.schedule;

import org.jspecify.annotations.NullMarked;

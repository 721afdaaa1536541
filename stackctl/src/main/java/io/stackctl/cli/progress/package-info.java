/**
 * What a deploy or a removal shows while it waits, and when the wait is over. {@link io.stackctl.cli.progress.StackView}
 * and {@link io.stackctl.cli.progress.Verdict} are pure functions of the states that a manager sends; printers draw them.
 */
@NullMarked
package io.stackctl.cli.progress;

import org.jspecify.annotations.NullMarked;

/** The daemon: its composition root and configuration. */
@NullMarked
package io.stackctl.node;

import org.jspecify.annotations.NullMarked;

/** The command line tool: one class per command, printers, the client of the cluster. */
@NullMarked
package io.stackctl.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The flags of {@code service create} and {@code service update}, and what each does to a spec. Flags are rows of tables;
 * {@link io.stackctl.cli.flags.ServiceFlags} is the entry.
 */
@NullMarked
package io.stackctl.cli.flags;

import org.jspecify.annotations.NullMarked;

/**
 * From the model of a compose file to the total spec of a stack: names get their prefix, references their objects, and
 * every default is filled in. The entry point is {@link io.stackctl.convert.StackConverter}.
 */
@NullMarked
package io.stackctl.convert;

import org.jspecify.annotations.NullMarked;

/** Proofs over the codecs with records made at random. */
@NullMarked
package io.stackctl.wire;

import org.jspecify.annotations.NullMarked;

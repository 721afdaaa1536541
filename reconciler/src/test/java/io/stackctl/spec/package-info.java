/** Rules of single values, as tables. */
@NullMarked
package io.stackctl.spec;

import org.jspecify.annotations.NullMarked;

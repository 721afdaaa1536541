/** Rules that the records of the state follow on their own. */
@NullMarked
package io.stackctl.cluster;

import org.jspecify.annotations.NullMarked;

/** Plans of deploys and removals on states that tests build step by step. */
@NullMarked
package io.stackctl.plan;

import org.jspecify.annotations.NullMarked;

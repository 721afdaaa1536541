/** Commands of the tool against a whole cluster in this process. Start with {@code ServiceTutorialTest}. */
@NullMarked
package io.stackctl.cli;

import org.jspecify.annotations.NullMarked;

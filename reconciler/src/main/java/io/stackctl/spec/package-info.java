/** What a user asked for: total, validated, immutable specs. Depends on nothing. */
@NullMarked
package io.stackctl.spec;

import org.jspecify.annotations.NullMarked;

/**
 * From compose files to one checked model: read, replace variables, check the shape, bring to long forms, merge, bind,
 * check references. The entry point is {@link io.stackctl.compose.ComposeLoader}; files and variables come in through
 * {@link io.stackctl.compose.Files} and {@link io.stackctl.compose.Environment}.
 */
@NullMarked
package io.stackctl.compose;

import org.jspecify.annotations.NullMarked;

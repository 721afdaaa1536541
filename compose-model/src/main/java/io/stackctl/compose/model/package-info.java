/**
 * What a compose file says, in types: one record for each concept, with the place it was written at. Nothing is filled
 * in here; defaults belong to the conversion. The root is {@link io.stackctl.compose.model.ComposeFile}.
 */
@NullMarked
package io.stackctl.compose.model;

import org.jspecify.annotations.NullMarked;

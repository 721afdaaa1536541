/**
 * How data looks on stdout: tables, templates, JSON and YAML, and the cells in them. The entry point is
 * {@link io.stackctl.cli.output.Listing}; everything here is a pure function from values to text.
 */
@NullMarked
package io.stackctl.cli.output;

import org.jspecify.annotations.NullMarked;

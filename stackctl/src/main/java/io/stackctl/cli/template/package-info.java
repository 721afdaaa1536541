/**
 * Go's text templates as docker's scripts use them in {@code --format}. The entry point is
 * {@link io.stackctl.cli.template.GoTemplate}; {@link io.stackctl.cli.template.Value} is what templates, JSON and YAML
 * print.
 */
@NullMarked
package io.stackctl.cli.template;

import org.jspecify.annotations.NullMarked;

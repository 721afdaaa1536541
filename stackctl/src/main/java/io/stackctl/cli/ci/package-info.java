/**
 * What pipelines read beside exit codes: {@link io.stackctl.cli.ci.WorkflowCommands} of GitHub's runners, and
 * {@link io.stackctl.cli.ci.JUnitReport}. Knows neither commands nor clusters.
 */
@NullMarked
package io.stackctl.cli.ci;

import org.jspecify.annotations.NullMarked;

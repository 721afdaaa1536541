/**
 * What users read when their files are wrong: located messages with a stable code and a remedy. The entry points are
 * {@link io.stackctl.diagnostic.Diagnostics} for those who find mistakes and
 * {@link io.stackctl.diagnostic.DiagnosticPrinter} for those who show them; depends on {@code io.stackctl.yaml} alone.
 */
@NullMarked
package io.stackctl.diagnostic;

import org.jspecify.annotations.NullMarked;

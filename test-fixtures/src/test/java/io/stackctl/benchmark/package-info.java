/**
 * Measurements of pure functions with JMH. {@code docs/benchmarks/run-scheduler} runs them and writes the results beside
 * {@code docs/benchmarks.md}.
 */
@NullMarked
package io.stackctl.benchmark;

import org.jspecify.annotations.NullMarked;

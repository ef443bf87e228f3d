/**
 * The benchmarks: what this machine does in how much time, beside what others were measured to do.
 *
 * <p>A {@link org.siguard.app.bench.Suite} is a list of named benchmarks; {@link org.siguard.app.bench.Suites} lists the suites.
 * {@link org.siguard.app.bench.Timing} is the stopwatch, {@link org.siguard.app.bench.LiveComputation} holds it inside a secure
 * computation. No benchmark asserts a time: that is for whoever reads the figures.
 */
package org.siguard.app.bench;

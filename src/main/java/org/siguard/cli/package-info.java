/**
 * The command line: each command a thin skin over {@link org.siguard.experiment} and {@link org.siguard.report}. Exit codes: 0 done,
 * 2 a mistake the user can put right (one line: what, where, what to do), 1 a fault of this program.
 */
package org.siguard.cli;

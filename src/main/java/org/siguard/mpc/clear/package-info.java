/**
 * The plaintext twin: the same fixed-point arithmetic without shares, for previews, and the reference every other engine is
 * tested against. It rounds to nearest where the others round to a neighbour.
 */
package org.siguard.mpc.clear;

/**
 * Mathematics on secret tensors, written once for every {@link org.siguard.mpc.FullRing} engine, from its comparison upwards:
 * sign, ReLU, argmax, exponential, reciprocal, roots, norms, five softmaxes and their
 * derivatives. Everything works on whole batches, one row a record, and costs the same whatever the secrets are.
 *
 * <p>Any number of fractional bits from 8 to 24 will do; elements are up to 2^10 in magnitude where a class does not say more. Two ideas
 * carry most of it: a {@link org.siguard.mpc.math.Staircase} brings a number of any size to a known interval by exact powers of two,
 * and a table with digits to spare does the rest there.
 *
 * <p>Nothing here knows a protocol. Start reading at {@link org.siguard.mpc.math.SoftmaxKind}, then
 * {@link org.siguard.mpc.math.Reciprocal}.
 */
package org.siguard.mpc.math;

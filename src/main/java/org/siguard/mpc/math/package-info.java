/**
 * Mathematics on secret tensors, written once for every {@link org.siguard.mpc.FullRing} engine, from its comparison upwards:
 * argmax, softmax, norms. Everything works on whole batches, one row a record, and costs the same whatever the secrets are.
 *
 * <p>Nothing here knows a protocol. Start reading at {@link org.siguard.mpc.math.Softmax}.
 */
package org.siguard.mpc.math;

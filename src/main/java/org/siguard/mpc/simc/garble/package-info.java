/**
 * Garbled circuits: the hash from AES under a fixed key, half gates with point-and-permute, the arithmetic modulo p as circuits, and the tables
 * that turn a wire's label into a share. A circuit is garbled for many inputs at once, gate by gate, so that the cipher gets long batches.
 *
 * <p>Start reading at {@link org.siguard.mpc.simc.garble.CircuitBuilder}, then {@link org.siguard.mpc.simc.garble.Garbler}.
 */
package org.siguard.mpc.simc.garble;

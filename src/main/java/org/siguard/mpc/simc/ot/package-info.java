/**
 * Oblivious transfer: 128 of them on a curve to begin with, and as many as needed from those with symmetric cryptography alone. What it transfers
 * are the labels of the client's input wires, correlated by Δ.
 *
 * <p>Start reading at {@link org.siguard.mpc.simc.ot.CorrelatedOt}.
 */
package org.siguard.mpc.simc.ot;

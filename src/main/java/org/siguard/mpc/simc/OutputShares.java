package org.siguard.mpc.simc;

/**
 * What an inference leaves behind that ends before its output is told: two vectors whose sum modulo p is the output. Each is one party's own; they stand in one record only because
 * both parties live in one process.
 */
public record OutputShares(long modulus, long[] server, long[] client) {
}

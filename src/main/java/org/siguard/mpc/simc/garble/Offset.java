package org.siguard.mpc.simc.garble;

/**
 * Δ, the secret difference between the two labels of every wire. Its lowest bit is 1, so that the lowest bits of a wire's two labels differ:
 * they tell the evaluator which row to take, and nothing else (point-and-permute).
 */
public record Offset(long low, long high) {
    public Offset {
        low |= 1;
    }

    /** Adds Δ to every label for which the bit is 1; what is given is changed. */
    public void addWhere(long[] bits, long[] labels) {
        for (int k = 0; k < bits.length; k++) {
            long mask = -(bits[k] & 1);
            labels[2 * k] ^= low & mask;
            labels[2 * k + 1] ^= high & mask;
        }
    }

    @Override
    public String toString() {
        return "Offset";
    }
}

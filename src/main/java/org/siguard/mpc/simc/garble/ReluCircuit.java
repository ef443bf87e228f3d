package org.siguard.mpc.simc.garble;

import java.util.Arrays;
import org.siguard.mpc.simc.field.PrimeField;

/**
 * From two shares modulo p to ReLU, or ReLU6, of their sum, κ being the bits of p:
 * <ol>
 * <li>v = y + s mod p, y the client's share and s the server's: a sum, a subtraction, a choice (3κ AND gates)
 * <li>f = v where v is below (p + 1) / 2, else 0: a comparison, a choice (2κ)
 * <li>for ReLU6: f, or the cap where f is not below it: a comparison, a choice (2κ)
 * <li>invalid = y is not below p, or the client does not say so (κ + 1)
 * </ol>
 * 6κ + 1 gates, with a cap 8κ + 1: 265 and 353 for the 44 bits of SIMC's field. The server's share is a residue, for the server is honest. A client's y from p
 * to 2^κ - 1 would give a v that is right modulo p but not always below p, and so another f for some v only: hence the validity bit, which
 * the tables bring into the final check.
 *
 * @param cap the constant 6 in v's fixed point; 0 for a ReLU without cap
 */
public record ReluCircuit(PrimeField field, long cap, Circuit circuit) {
    public static ReluCircuit of(PrimeField field, long cap) {
        if (cap < 0 || cap >= field.half()) {
            throw new IllegalArgumentException("a cap must be below p / 2, not " + cap + " among the " + field);
        }
        int bits = field.bits();
        CircuitBuilder build = new CircuitBuilder(2 * bits + 2);
        int[] client = build.input(0, bits);
        int said = build.input(bits, 1)[0];
        int[] server = build.input(bits + 1, bits);
        int zero = build.input(2 * bits + 1, 1)[0];
        int[] v = build.addModulo(client, server, field.modulus(), zero);
        int positive = build.below(v, field.half(), zero);
        int[] f = new int[bits];
        Arrays.setAll(f, i -> build.and(positive, v[i]));
        int[] capped = cap == 0 ? f : build.choose(build.below(f, cap, zero), f, cap);
        int invalid = build.not(build.and(build.below(client, field.modulus(), zero), said));
        int[] outputs = new int[2 * bits + 1];
        System.arraycopy(v, 0, outputs, 0, bits);
        System.arraycopy(capped, 0, outputs, bits, bits);
        outputs[2 * bits] = invalid;
        return new ReluCircuit(field, cap, build.build(outputs));
    }

    /** The client's bits, and the one that says that they are a residue. */
    public int clientInputs() {
        return field.bits() + 1;
    }

    /** The server's bits, and the constant 0. */
    public int serverInputs() {
        return field.bits() + 1;
    }

    /** Among the outputs, where bit i of v is. */
    public int v(int i) {
        return i;
    }

    /** Among the outputs, where bit i of f is. */
    public int f(int i) {
        return field.bits() + i;
    }

    /** Among the outputs, where the bit is that is 1 if the client's share is no residue. */
    public int invalid() {
        return 2 * field.bits();
    }

    /** f on plain numbers. */
    public long plain(long v) {
        long f = v < field.half() ? v : 0;
        return cap == 0 ? f : Math.min(f, cap);
    }

    /** AND gates of each building block, over all of them: 6κ + 1, with a cap 8κ + 1. */
    public static int andGates(int bits, boolean capped) {
        return (capped ? 8 : 6) * bits + 1;
    }
}

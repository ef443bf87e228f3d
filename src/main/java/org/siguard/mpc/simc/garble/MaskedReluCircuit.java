package org.siguard.mpc.simc.garble;

import java.util.Arrays;
import org.siguard.mpc.simc.field.PrimeField;

/**
 * The ReLU of protocols that garble before there is an input: from the client's c and the server's s, of which v = c + s will be known online only, and the client's next mask R to
 * f(v) - R, which the client gets and passes on.
 * <ol>
 * <li>v = c + s mod p, f as in {@link ReluCircuit}, without its lowest bits (5κ AND gates; with a cap 7κ)
 * <li>f - R mod p (2κ - 1); what only the dropped bits would need is not garbled
 * </ol>
 */
public record MaskedReluCircuit(PrimeField field, Circuit circuit) {
    public static MaskedReluCircuit of(PrimeField field, long cap, int shift) {
        int bits = field.bits();
        CircuitBuilder build = new CircuitBuilder(3 * bits + 1);
        int zero = build.input(3 * bits, 1)[0];
        int[] v = build.addModulo(build.input(0, bits), build.input(2 * bits, bits), field.modulus(), zero);
        int positive = build.below(v, field.half(), zero);
        int[] f = new int[bits];
        Arrays.setAll(f, i -> build.and(positive, v[i]));
        int[] capped = cap == 0 ? f : build.choose(build.below(f, cap, zero), f, cap);
        int[] truncated = new int[bits];
        Arrays.setAll(truncated, i -> i + shift < bits ? capped[i + shift] : zero);
        return new MaskedReluCircuit(field, build.build(build.subtractModulo(truncated, build.input(bits, bits), field.modulus(), zero)));
    }

    /** The bits of c, and those of R. */
    public int clientInputs() {
        return 2 * field.bits();
    }

    /** The server's bits, and the constant 0. */
    public int serverInputs() {
        return field.bits() + 1;
    }

    /** AND gates: 7κ - 1, with a cap 2κ more; one less for every bit that is dropped. */
    public static int andGates(int bits, boolean capped, int shift) {
        return (capped ? 9 : 7) * bits - 1 - shift;
    }
}

package org.siguard.mpc.simc.garble;

import java.util.Arrays;
import org.siguard.mpc.simc.field.PrimeField;

/**
 * The ReLU of protocols that garble before there is an input: from the client's c and the server's s, of which v = c + s will be known online only, and the client's next mask R to
 * f(v) - R, which the client gets and passes on. AND gates, for κ bits of p:
 * <ol>
 * <li>v = c + s mod p: a sum, p taken away, a choice between both (3κ)
 * <li>f = v where v is below (p + 1) / 2, else 0: a comparison with a constant, a choice (2κ)
 * <li>for ReLU6 the cap where f is not below it: the same (2κ)
 * <li>the lowest bits are dropped: nothing
 * <li>f - R mod p: a difference (κ), and p added where there was a borrow, of which the last carry is not needed (κ - 1)
 * </ol>
 * 9κ - 1 with the cap: 395 for the 44 bits of SIMC's field. What only dropped bits would need is not garbled: one gate less for each, 387 for eight. With the check that c and R are
 * residues ({@link ResidueCircuit}, 2κ = 88) SIMC++ garbles 483 and 475.
 *
 * <p>Sizes published or derived for these systems are larger: 577 for MUSE, which has both comparisons with p in it, and 663 for SIMC++. MUSE's published circuit works on κ + 1 = 45 bits throughout, and it adds
 * modulo p three times: besides v it adds the client's mask, and then one of the server's. Here the client's result needs no second mask, for it goes to the server, which may see x - R. A sum modulo p on 45 bits
 * takes 44 + 45 + 45 gates; without that one 577 become 443, less than the 475 here, for MUSE compares with 6, and chooses, on a part of the bits only.
 * The 663 of SIMC++ are 577 and 86 = 2 (κ - 1) more, as many as two comparisons with p; a list of its gates is not published.
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

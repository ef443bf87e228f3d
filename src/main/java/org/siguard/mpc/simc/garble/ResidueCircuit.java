package org.siguard.mpc.simc.garble;

import org.siguard.mpc.simc.field.PrimeField;

/**
 * Whether two numbers of a client that may cheat are no residues: 1 unless both are below p, and, where there is such a bit, the client says so. It has no wire but the client's, so that it can be evaluated
 * before anything of the server's is known. κ - 1 AND gates for each comparison, whose first gate is free since p is odd, one for both, and one for the bit: 2κ, or 2κ - 1 without it.
 *
 * @param saying whether there is an input behind both numbers by which the client says that they are residues
 */
public record ResidueCircuit(PrimeField field, boolean saying, Circuit circuit) {
    public static ResidueCircuit of(PrimeField field, boolean saying) {
        int bits = field.bits();
        CircuitBuilder build = new CircuitBuilder(2 * bits + (saying ? 1 : 0));
        int both = build.and(build.below(build.input(0, bits), field.modulus()), build.below(build.input(bits, bits), field.modulus()));
        int valid = saying ? build.and(both, build.input(2 * bits, 1)[0]) : both;
        return new ResidueCircuit(field, saying, build.build(new int[] {build.not(valid)}));
    }

    public static int andGates(int bits, boolean saying) {
        return saying ? 2 * bits : 2 * bits - 1;
    }
}

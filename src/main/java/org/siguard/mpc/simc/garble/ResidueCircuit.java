package org.siguard.mpc.simc.garble;

import org.siguard.mpc.simc.field.PrimeField;

/**
 * Whether two numbers of a client that may cheat are no residues: 1 unless both are below p and the client says so. It has no wire but the client's, so that it can be evaluated
 * before anything of the server's is known: 2κ AND gates.
 */
public record ResidueCircuit(PrimeField field, Circuit circuit) {
    public static ResidueCircuit of(PrimeField field) {
        int bits = field.bits();
        CircuitBuilder build = new CircuitBuilder(2 * bits + 1);
        int both = build.and(build.below(build.input(0, bits), field.modulus()), build.below(build.input(bits, bits), field.modulus()));
        return new ResidueCircuit(field, build.build(new int[] {build.not(build.and(both, build.input(2 * bits, 1)[0]))}));
    }
}

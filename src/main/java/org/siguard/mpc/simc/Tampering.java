package org.siguard.mpc.simc;

import java.util.Locale;
import org.siguard.mpc.simc.field.PrimeField;

/**
 * How a client cheats: what it does otherwise than the protocol says, and where. Everything else it does honestly, which is what a client does that
 * does not want to be noticed.
 *
 * @param layer the linear layer at or before which it cheats, 0 for the first
 * @param index of the activation, taken modulo the layer's width
 * @param by    how much is added, modulo p
 */
public record Tampering(Kind kind, int layer, int index, long by) {
    /** What is tampered with. */
    public enum Kind {
        NONE("does what the protocol says"),
        /** Model extraction. */
        LINEAR_SHARE("shifts the share that it gives to a linear layer, to see how the output moves"),
        LINEAR_TAG("shifts the tag that goes with that share"),
        LINEAR_SHARE_AND_TAG("shifts both, the tag by as much as a guessed key would have it"),
        CIRCUIT_SHARE("shifts the share that it gives to a garbled circuit"),
        /** The same residue where that fits, another one where not. */
        CIRCUIT_SHARE_BEYOND_P("gives a circuit a number beyond p for its share, which comes out otherwise for some values only"),
        /** In MUSE the labels by which it shows it. */
        VALIDITY_BIT("says that its share is no residue, though it is one"),
        CIRCUIT_TAG("shifts the tag that the circuit's input is compared with"),
        /** In MUSE, which has none, what the client opens of a product's factors. */
        TRANSFER(
                "changes what carries the labels to it, a try for one bit of their secret difference: half of such tries change nothing and pass"),
        CHECK("answers the final check with another number");

        private final String help;

        Kind(String help) {
            this.help = help;
        }

        /** As users name it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What such a client does, behind "The client". */
        public String help() {
            return help;
        }

        /** Whether it cheats at what goes into a linear layer, of which the first has nothing to cheat at; otherwise at an activation, or anywhere. */
        public boolean isAtLinearLayer() {
            return this == LINEAR_SHARE || this == LINEAR_TAG || this == LINEAR_SHARE_AND_TAG;
        }
    }

    public static final Tampering NONE = new Tampering(Kind.NONE, 0, 0, 0);

    /** With a change by one. */
    public static Tampering of(Kind kind, int layer, int index) {
        return new Tampering(kind, layer, index, 1);
    }

    boolean hits(Kind what, int at) {
        return kind == what && layer == at;
    }

    /** The vector with the change, if this is the place for it; the vector itself otherwise. */
    long[] apply(PrimeField field, Kind what, int at, long[] vector) {
        return hits(what, at) ? changed(field, vector) : vector;
    }

    /** The share that is given to a garbled circuit, shifted or beyond p where that is the way to cheat. */
    long[] ofCircuit(PrimeField field, int at, long[] share) {
        return hits(Kind.CIRCUIT_SHARE_BEYOND_P, at) ? beyond(field, share) : apply(field, Kind.CIRCUIT_SHARE, at, share);
    }

    /** The same place, with a change that a client can only guess. */
    Tampering guessed(long change) {
        return new Tampering(kind, layer, index, change);
    }

    long[] changed(PrimeField field, long[] vector) {
        long[] out = vector.clone();
        int i = Math.floorMod(index, out.length);
        out[i] = field.add(out[i], field.reduce(by));
        return out;
    }

    /** A number from p to 2^bits - 1, of the same residue where there is one. */
    long[] beyond(PrimeField field, long[] vector) {
        long[] out = vector.clone();
        int i = Math.floorMod(index, out.length);
        long room = (1L << field.bits()) - field.modulus();
        out[i] = field.modulus() + out[i] % room;
        return out;
    }
}

package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.Evaluator;
import org.siguard.mpc.simc.garble.Garbler;

/**
 * SIMC++'s tables: from the labels of the client's <em>own</em> input wires to shares of tags, since what they make is not known yet when they are garbled. One for c, one for R, with
 * factor α; and the bit that says that they are no residues, with a random factor that spoils R's tag. See {@link AuthenticatingTables}.
 */
record MaskTables(PrimeField field) {
    /** Both tags' shares of one party. */
    record Tags(long[] ofShare, long[] ofMask) {
        static Tags of(int n) {
            return new Tags(new long[n], new long[n]);
        }

        void place(int from, Tags part) {
            System.arraycopy(part.ofShare, 0, ofShare, from, part.ofShare.length);
            System.arraycopy(part.ofMask, 0, ofMask, from, part.ofMask.length);
        }
    }

    int wires() {
        return 2 * field.bits() + 1;
    }

    int words(int n) {
        return Packing.words(2L * wires() * n, field.bits());
    }

    private long weight(int wire) {
        return wire == 2 * field.bits() ? 1 : field.reduce(1L << wire % field.bits());
    }

    private static long[] target(Tags tags, int wire, int bits) {
        return wire < bits ? tags.ofShare : tags.ofMask;
    }

    /**
     * The server's part.
     *
     * @param labels of 0: of the bits of c, of those of R, and of the bit that is 1 if they are no residues
     */
    long[] garble(Garbler garbler, long[][] labels, long alpha, FieldStream random, Tags out) {
        int n = out.ofShare.length;
        long[] rows = new long[2 * wires() * n];
        for (int wire = 0; wire < wires(); wire++) {
            long[] share = target(out, wire, field.bits());
            long[] r = random.next(n);
            long[] withFactor = new long[n];
            long weight = weight(wire);
            for (int k = 0; k < n; k++) {
                withFactor[k] = field.add(r[k], wire == 2 * field.bits() ? random.nextNonzero() : alpha);
                share[k] = field.subtract(share[k], field.multiply(weight, r[k]));
            }
            garbler.table(labels[wire], r, withFactor, field.bits(), rows, 2 * wire * n);
        }
        return Packing.pack(rows, field.bits());
    }

    /** The client's part. */
    Tags decode(Evaluator evaluator, long[][] labels, long[] message, int n) {
        long[] rows = Packing.unpack(message, 2 * wires() * n, field.bits());
        Tags out = Tags.of(n);
        for (int wire = 0; wire < wires(); wire++) {
            long[] share = target(out, wire, field.bits());
            long[] decoded = evaluator.decode(labels[wire], rows, 2 * wire * n, field.bits());
            long weight = weight(wire);
            for (int k = 0; k < n; k++) {
                share[k] = field.add(share[k], field.multiply(weight, field.reduce(decoded[k])));
            }
        }
        return out;
    }
}

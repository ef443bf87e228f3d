package org.siguard.mpc.simc;

import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.Evaluator;
import org.siguard.mpc.simc.garble.Garbler;
import org.siguard.mpc.simc.garble.ReluCircuit;

/**
 * From the labels of a ReLU circuit's outputs to shares, SIMC's three tables (see {@link Garbler#table}): with a random r_j for every wire j the client gets
 * r_j, or r_j plus a factor where the bit is 1. The client's share is Σ 2^j of what it gets, the server's -Σ 2^j r_j.
 * <ol>
 * <li>the bits of v, factor α: a tag of the circuit's <em>input</em>, to be compared with the tag that the linear layer gave
 * <li>the bits of f(v), factor 1: the activation. Bit j + shift has the weight 2^j, and lower ones no table: that is the truncation, for nothing
 * <li>the same bits, factor α: the activation's tag. Its highest bit is never 1, for f(v) is below p / 2; in its place stands the bit that says that the client's share was no
 * residue, with a random factor that the server keeps to itself: such a share spoils the tag by what nobody can make good, whatever v is
 * </ol>
 * Each wire of a table is two rows of κ bits: 6κ² bits together, less 4κ for every bit that is dropped.
 */
record AuthenticatingTables(ReluCircuit circuit, int shift) {
    /** One party's shares, of n activations. */
    record Shares(long[] inputTag, long[] value, long[] tag) {
        static Shares of(int n) {
            return new Shares(new long[n], new long[n], new long[n]);
        }

        /** Puts the shares of some activations in their place. */
        void place(int from, Shares part) {
            System.arraycopy(part.inputTag, 0, inputTag, from, part.inputTag.length);
            System.arraycopy(part.value, 0, value, from, part.value.length);
            System.arraycopy(part.tag, 0, tag, from, part.tag.length);
        }
    }

    /** How many wires have a table, over all three. */
    int wires() {
        return 3 * bits() - 2 * shift;
    }

    /** What the rows of so many activations take. */
    int words(int n) {
        return Packing.words(2L * wires() * n, bits());
    }

    private int bits() {
        return circuit.field().bits();
    }

    /** The output that a table's wire stands for. */
    private int output(int table, int j) {
        if (table == 0) {
            return circuit.v(j);
        }
        return table == 2 && j == bits() - 1 ? circuit.invalid() : circuit.f(j);
    }

    /** The exponent of a wire's weight. */
    private int exponent(int table, int j) {
        return table == 0 ? j : table == 2 && j == bits() - 1 ? 0 : j - shift;
    }

    private int first(int table) {
        return table == 0 ? 0 : shift;
    }

    /** The server's part: fills its shares in, and returns the rows. */
    long[] garble(Garbler garbler, long[][] labels, long alpha, FieldStream random, Shares out) {
        PrimeField field = circuit.field();
        int n = out.value().length;
        long[] rows = new long[2 * wires() * n];
        long[] spoiling = new long[n];
        for (int k = 0; k < n; k++) {
            spoiling[k] = random.nextNonzero();
        }
        int at = 0;
        for (int table = 0; table < 3; table++) {
            long[] share = table == 0 ? out.inputTag() : table == 1 ? out.value() : out.tag();
            for (int j = first(table); j < bits(); j++) {
                int output = output(table, j);
                long[] r = random.next(n);
                long[] withFactor = new long[n];
                long weight = field.reduce(1L << exponent(table, j));
                for (int k = 0; k < n; k++) {
                    long factor = output == circuit.invalid() ? spoiling[k] : table == 1 ? 1 : alpha;
                    withFactor[k] = field.add(r[k], factor);
                    share[k] = field.subtract(share[k], field.multiply(weight, r[k]));
                }
                garbler.table(labels[output], r, withFactor, bits(), rows, at);
                at += 2 * n;
            }
        }
        return Packing.pack(rows, bits());
    }

    /** The client's part. */
    Shares decode(Evaluator evaluator, long[][] labels, long[] message, int n) {
        PrimeField field = circuit.field();
        long[] rows = Packing.unpack(message, 2 * wires() * n, bits());
        Shares out = Shares.of(n);
        int at = 0;
        for (int table = 0; table < 3; table++) {
            long[] share = table == 0 ? out.inputTag() : table == 1 ? out.value() : out.tag();
            for (int j = first(table); j < bits(); j++) {
                long[] decoded = evaluator.decode(labels[output(table, j)], rows, at, bits());
                long weight = field.reduce(1L << exponent(table, j));
                for (int k = 0; k < n; k++) {
                    share[k] = field.add(share[k], field.multiply(weight, field.reduce(decoded[k])));
                }
                at += 2 * n;
            }
        }
        return out;
    }
}

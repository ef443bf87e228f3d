package org.siguard.mpc.simc.garble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/**
 * Why tables are covered with hashes of labels and not with labels. The two labels of every wire differ by Δ. From the table with factor 1 the client knows
 * what the row that it cannot open says, but for the sign of the 1; the row tells it Δ then, and with Δ the table with factor α opens.
 */
class RawLabelPadsTest {
    private static final PrimeField FIELD = PrimeField.SIMC;
    private static final long MASK = (1L << 44) - 1;

    private final RandomStream words = RandomStream.of(Seed.of(1));
    private final FieldStream elements = new FieldStream(FIELD, words);
    private final Offset delta = new Offset(words.next(), words.next());
    private final long alpha = elements.nextNonzero();

    /** A wire's label and the two rows of its table, as the client has them. */
    private record Seen(long label, long[] rows) {
        private int mine() {
            return (int) (label & 1);
        }

        private long opened() {
            return (rows[mine()] ^ label) & MASK;
        }

        private long other() {
            return rows[1 - mine()];
        }
    }

    private Seen raw(long zero, long bit, long factor) {
        long r = elements.next();
        long[] rows = new long[2];
        rows[(int) (zero & 1)] = (r ^ zero) & MASK;
        rows[(int) (1 - (zero & 1))] = (FIELD.add(r, factor) ^ zero ^ delta.low()) & MASK;
        return new Seen(zero ^ bit * delta.low(), rows);
    }

    private Seen hashed(Garbler garbler, Evaluator evaluator, long zero, long bit, long factor) {
        long high = words.next();
        long r = elements.next();
        long[] rows = new long[2];
        garbler.table(new long[] {zero, high}, new long[] {r}, new long[] {FIELD.add(r, factor)}, 44, rows, 0);
        long[] label = {zero, high};
        delta.addWhere(new long[] {bit}, label);
        long opened = evaluator.decode(label, rows, 0, 44)[0];
        assertThat(opened).isEqualTo(bit == 1 ? FIELD.add(r, factor) : r);
        return new Seen(label[0], rows);
    }

    /** What the client takes for α: both signs of the 1, which one it is shows in a second wire. */
    private static long[] attack(Seen one, Seen tag) {
        long[] out = new long[2];
        for (int sign = 0; sign < 2; sign++) {
            long guess = sign == 0 ? FIELD.add(one.opened(), 1) : FIELD.subtract(one.opened(), 1);
            long offset = (one.other() ^ one.label() ^ guess) & MASK;
            long otherTag = (tag.other() ^ tag.label() ^ offset) & MASK;
            long difference = FIELD.subtract(FIELD.reduce(otherTag), FIELD.reduce(tag.opened()));
            out[sign] = sign == 0 ? difference : FIELD.negate(difference);
        }
        return out;
    }

    @Test
    void rawLabelsAsPadsGiveTheSecretAway() {
        for (int bit = 0; bit < 2; bit++) {
            long zero = words.next();
            assertThat(attack(raw(zero, bit, 1), raw(zero, bit, alpha))).contains(alpha);
        }
    }

    @Test
    void hashedOnesDoNot() {
        Garbler garbler = new Garbler(delta, new FixedKeyHash(3, 4));
        Evaluator evaluator = new Evaluator(new FixedKeyHash(3, 4));
        for (int i = 0; i < 1000; i++) {
            long zero = words.next();
            assertThat(attack(hashed(garbler, evaluator, zero, i % 2, 1), hashed(garbler, evaluator, zero, i % 2, alpha)))
                    .doesNotContain(alpha);
        }
    }
}

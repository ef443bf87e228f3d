package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.Evaluator;
import org.siguard.mpc.simc.garble.FixedKeyHash;
import org.siguard.mpc.simc.garble.Garbler;
import org.siguard.mpc.simc.garble.MaskedReluCircuit;
import org.siguard.mpc.simc.garble.Offset;
import org.siguard.mpc.simc.garble.ReluCircuit;
import org.siguard.mpc.simc.garble.ResidueCircuit;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/** Tables from labels to shares: what they give for honest bits, and what is left of the tag where a share was no residue. */
class TablesTest {
    private static final PrimeField FIELD = PrimeField.SIMC;
    private static final int BITS = FIELD.bits();
    private static final int N = 50;

    private final FreshSecrets secrets = FreshSecrets.of(FIELD, Seed.of(1));
    private final RandomStream labels = RandomStream.of(Seed.of(2));
    private final FieldStream numbers = new FieldStream(FIELD, RandomStream.of(Seed.of(3)));
    private final Garbler garbler = new Garbler(secrets.delta(), new FixedKeyHash(4, 5));
    private final Evaluator evaluator = new Evaluator(new FixedKeyHash(4, 5));

    private long[][] zeros(int wires) {
        long[][] out = new long[wires][];
        Arrays.setAll(out, i -> labels.next(2 * N));
        return out;
    }

    /** The labels of numbers' bits, wires by wires. */
    private long[][] active(long[][] zeros, long[]... values) {
        long[][] out = new long[zeros.length][];
        for (int i = 0; i < zeros.length; i++) {
            out[i] = zeros[i].clone();
            secrets.delta().addWhere(ReluGarbling.bits(values[i / BITS], 0, N, i % BITS), out[i]);
        }
        return out;
    }

    private static long[] all(long value) {
        return LongStream.range(0, N).map(k -> value).toArray();
    }

    private long[] tagged(long[] values) {
        return FIELD.multiply(values, secrets.alpha());
    }

    /** What a client could take away again if it were known, or the same twice: the tag of a share that is no residue must be off by what nobody knows. */
    private static void areSpoilt(long[] off) {
        assertThat(off).doesNotContain(0).doesNotHaveDuplicates();
        assertThat(Arrays.stream(off).filter(each -> each > 1L << 32 && each < FIELD.modulus() - (1L << 32)).count()).isGreaterThan(N - 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void simcsTablesGiveSharesOfTheTagsAndOfTheActivation(int shift) {
        AuthenticatingTables tables = new AuthenticatingTables(ReluCircuit.of(FIELD, 0), shift);
        long[] v = numbers.next(N);
        long[] f = Arrays.stream(numbers.next(N)).map(each -> each >> 1).toArray();
        for (long invalid = 0; invalid < 2; invalid++) {
            long[][] zeros = zeros(2 * BITS + 1);
            AuthenticatingTables.Shares server = AuthenticatingTables.Shares.of(N);
            long[] message = tables.garble(garbler, zeros, secrets.alpha(), secrets.elements(), server);
            AuthenticatingTables.Shares client = tables.decode(evaluator, active(zeros, v, f, all(invalid)), message, N);
            long[] dropped = Arrays.stream(f).map(each -> each >> shift).toArray();
            assertThat(FIELD.add(server.inputTag(), client.inputTag())).isEqualTo(tagged(v));
            assertThat(FIELD.add(server.value(), client.value())).isEqualTo(dropped);
            long[] off = FIELD.subtract(FIELD.add(server.tag(), client.tag()), tagged(dropped));
            if (invalid == 1) {
                areSpoilt(off);
            } else {
                assertThat(off).containsOnly(0);
            }
        }
    }

    @Test
    void simcPlusPlusTablesGiveSharesOfBothTags() {
        MaskTables tables = new MaskTables(FIELD);
        long[] c = numbers.next(N);
        long[] r = numbers.next(N);
        for (long invalid = 0; invalid < 2; invalid++) {
            long[][] zeros = zeros(2 * BITS + 1);
            MaskTables.Tags server = MaskTables.Tags.of(N);
            long[] message = tables.garble(garbler, zeros, secrets.alpha(), secrets.elements(), server);
            MaskTables.Tags client = tables.decode(evaluator, active(zeros, c, r, all(invalid)), message, N);
            assertThat(FIELD.add(server.ofShare(), client.ofShare())).isEqualTo(tagged(c));
            long[] off = FIELD.subtract(FIELD.add(server.ofMask(), client.ofMask()), tagged(r));
            if (invalid == 1) {
                areSpoilt(off);
            } else {
                assertThat(off).containsOnly(0);
            }
        }
    }

    /** Two tables of one wire, both of zeros: their rows are the pads, and no pad may come twice, for a row of each is known to the client. */
    @Test
    void twoTablesOfOneWireHaveDifferentPads() {
        long[] label = labels.next(2);
        long[][] rows = new long[2][2];
        for (long[] each : rows) {
            garbler.table(label, new long[1], new long[1], BITS, each, 0);
        }
        assertThat(LongStream.of(rows[0][0], rows[0][1], rows[1][0], rows[1][1]).distinct().count()).isEqualTo(4);
    }

    /** A label is hashed for a gate of the circuit, for one of the check of residues, and for a table: in the widest field all have tweaks of their own, and no batch those of another. */
    @Test
    void tweaksOfABatchAreItsOwn() {
        PrimeField widest = PrimeField.of(1125899906842597L);
        int gates = 2 * MaskedReluCircuit.of(widest, 6, 0).circuit().andGates();
        int behind = 2 * ResidueCircuit.of(widest, true).circuit().andGates() + new MaskTables(widest).wires();
        for (int batch = 0; batch < 3; batch++) {
            assertThat(PreparedGarbling.positionOfTables(batch)).isGreaterThanOrEqualTo(PreparedGarbling.position(batch) + gates);
            assertThat(PreparedGarbling.position(batch + 1)).isGreaterThanOrEqualTo(PreparedGarbling.positionOfTables(batch) + behind);
        }
    }

    @Test
    void secretsOfTwoSeedsHaveNothingInCommon() {
        FreshSecrets again = FreshSecrets.of(FIELD, Seed.of(1));
        FreshSecrets other = FreshSecrets.of(FIELD, Seed.of(2));
        assertThat(again.alpha()).isEqualTo(secrets.alpha()).isNotEqualTo(other.alpha());
        assertThat(again.delta()).isEqualTo(secrets.delta()).isNotEqualTo(other.delta());
        Offset delta = other.delta();
        assertThat(delta.low() & 1).isEqualTo(1);
        assertThat(Long.bitCount(delta.low()) + Long.bitCount(delta.high())).as("bits of Δ").isBetween(32, 96);
        assertThat(other).hasToString("FreshSecrets");
    }
}

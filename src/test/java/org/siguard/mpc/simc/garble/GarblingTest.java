package org.siguard.mpc.simc.garble;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

class GarblingTest {
    private static final PrimeField SMALL = PrimeField.of(97);

    @Test
    void gateCountsAreThePublishedOnes() {
        assertThat(ReluCircuit.of(PrimeField.SIMC, 0).circuit().andGates()).isEqualTo(265).isEqualTo(ReluCircuit.andGates(44, false));
        assertThat(ReluCircuit.of(PrimeField.SIMC, 6 << 16).circuit().andGates()).isEqualTo(353)
                .isEqualTo(ReluCircuit.andGates(44, true));
        for (long p : new long[] {5, 97, 257, 65537}) {
            PrimeField field = PrimeField.of(p);
            assertThat(ReluCircuit.of(field, 0).circuit().andGates()).isEqualTo(6 * field.bits() + 1);
            assertThat(ReluCircuit.of(field, 1).circuit().andGates()).isEqualTo(8 * field.bits() + 1);
        }
    }

    @Test
    void theCircuitIsRightForEveryPairOfSharesInASmallField() {
        for (long cap : new long[] {0, 6, 47}) {
            ReluCircuit relu = ReluCircuit.of(SMALL, cap);
            for (long y = 0; y < 128; y++) {
                for (long s = 0; s < 97; s++) {
                    boolean[] out = relu.circuit().run(inputs(relu, y, true, s));
                    long v = value(out, 0, 7);
                    assertThat(v % 97).isEqualTo((y + s) % 97);
                    assertThat(out[relu.invalid()]).isEqualTo(y >= 97);
                    if (y < 97) {
                        assertThat(v).isLessThan(97);
                        assertThat(value(out, 7, 7)).isEqualTo(relu.plain(v));
                    }
                }
            }
        }
    }

    /** Without the validity bit, a share from p on changes the result for some v only: that would tell the client which. */
    @Test
    void aShareBeyondPIsTheRightResidueButNotAlwaysTheRightResult() {
        ReluCircuit relu = ReluCircuit.of(SMALL, 0);
        long wrong = IntStream.range(0, 97).filter(s -> {
            boolean[] honest = relu.circuit().run(inputs(relu, 3, true, s));
            boolean[] beyond = relu.circuit().run(inputs(relu, 100, true, s));
            assertThat(beyond[relu.invalid()]).isTrue();
            return value(honest, 7, 7) != value(beyond, 7, 7);
        }).count();
        assertThat(wrong).isPositive().isLessThan(97);
    }

    @Test
    void aClientThatDoesNotSayThatItsShareIsValidIsNotBelieved() {
        ReluCircuit relu = ReluCircuit.of(SMALL, 6);
        assertThat(relu.circuit().run(inputs(relu, 5, false, 5))[relu.invalid()]).isTrue();
    }

    /** Both numbers, each by itself: with a mask R from p on, whether f(v) - R falls out of the residues would depend on v, and an abort tell it. */
    @Test
    void bothNumbersOfAPreparationMustBeResidues() {
        for (boolean saying : new boolean[] {false, true}) {
            ResidueCircuit residues = ResidueCircuit.of(SMALL, saying);
            for (long c = 0; c < 128; c++) {
                for (long r = 0; r < 128; r++) {
                    for (boolean said : saying ? new boolean[] {false, true} : new boolean[] {true}) {
                        boolean[] in = new boolean[saying ? 15 : 14];
                        place(in, 0, 7, c);
                        place(in, 7, 7, r);
                        in[in.length - 1] = saying ? said : in[in.length - 1];
                        assertThat(residues.circuit().run(in)).containsExactly(c >= 97 || r >= 97 || !said);
                    }
                }
            }
        }
    }

    @Test
    void differencesModuloPAreRightForEveryPair() {
        CircuitBuilder build = new CircuitBuilder(15);
        Circuit circuit = build.build(build.subtractModulo(build.input(0, 7), build.input(7, 7), 97, build.input(14, 1)[0]));
        assertThat(circuit.andGates()).isEqualTo(2 * 7 - 1);
        for (long a = 0; a < 97; a++) {
            for (long b = 0; b < 97; b++) {
                boolean[] in = new boolean[15];
                place(in, 0, 7, a);
                place(in, 7, 7, b);
                assertThat(value(circuit.run(in), 0, 7)).isEqualTo(Math.floorMod(a - b, 97L));
            }
        }
    }

    @Test
    void whatIsGarbledIsEvaluatedToTheRightLabels() {
        ReluCircuit relu = ReluCircuit.of(PrimeField.SIMC, 6 << 16);
        Random random = new Random(5);
        int n = 37;
        RandomStream stream = RandomStream.of(Seed.of(6));
        Offset delta = new Offset(stream.next(), stream.next());
        assertThat(delta.low() & 1).isEqualTo(1);
        int wires = relu.clientInputs() + relu.serverInputs();
        long[][] zero = new long[wires][];
        long[][] active = new long[wires][];
        boolean[][] values = new boolean[n][];
        for (int k = 0; k < n; k++) {
            long p = PrimeField.SIMC.modulus();
            long y = k == 0 ? p - 1 : Math.floorMod(random.nextLong(), p);
            values[k] = inputs(relu, y, true, k == 0 ? p - 1 : Math.floorMod((random.nextLong() >> 40) - y, p));
        }
        for (int i = 0; i < wires; i++) {
            int wire = i;
            zero[i] = stream.next(2 * n);
            active[i] = zero[i].clone();
            delta.addWhere(IntStream.range(0, n).mapToLong(k -> values[k][wire] ? 1 : 0).toArray(), active[i]);
        }
        Garbler.Garbled garbled = new Garbler(delta, new FixedKeyHash(1, 2)).garble(relu.circuit(), n, zero);
        assertThat(8L * garbled.rows().length).isEqualTo(32L * 353 * n);
        long[][] out = new Evaluator(new FixedKeyHash(1, 2)).evaluate(relu.circuit(), n, active, garbled.rows());
        for (int k = 0; k < n; k++) {
            boolean[] expected = relu.circuit().run(values[k]);
            for (int o = 0; o < expected.length; o++) {
                assertThat(out[o][2 * k] ^ garbled.outputs()[o][2 * k]).isEqualTo(expected[o] ? delta.low() : 0);
                assertThat(out[o][2 * k + 1] ^ garbled.outputs()[o][2 * k + 1]).isEqualTo(expected[o] ? delta.high() : 0);
            }
        }
    }

    /** Held to the definition, one block at a time with the JDK's AES. */
    @Test
    void theHashIsTheOneItIsSaidToBe() throws Exception {
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(bytes(7, 8), "AES"));
        FixedKeyHash hash = new FixedKeyHash(7, 8);
        long[] blocks = RandomStream.of(Seed.of(9)).next(2 * 6);
        long[] before = blocks.clone();
        hash.hash(blocks, 2, 3, 1);
        for (int i = 0; i < 6; i++) {
            byte[] first = aes.doFinal(bytes(before[2 * i], before[2 * i + 1]));
            byte[] second = aes.doFinal(xor(first, bytes(i % 3, i / 3)));
            assertThat(bytes(blocks[2 * i], blocks[2 * i + 1])).isEqualTo(xor(first, second));
        }
        long[] again = before.clone();
        hash.hash(again, 2, 3, 1);
        assertThat(again).as("the tweak went on").isNotEqualTo(blocks);
    }

    private static byte[] bytes(long low, long high) {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(low).putLong(high).array();
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] out = a.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= b[i];
        }
        return out;
    }

    private static boolean[] inputs(ReluCircuit relu, long y, boolean said, long s) {
        boolean[] out = new boolean[relu.clientInputs() + relu.serverInputs()];
        int bits = relu.field().bits();
        place(out, 0, bits, y);
        out[bits] = said;
        place(out, bits + 1, bits, s);
        return out;
    }

    private static void place(boolean[] to, int from, int count, long value) {
        for (int i = 0; i < count; i++) {
            to[from + i] = (value >> i & 1) == 1;
        }
    }

    private static long value(boolean[] bits, int from, int count) {
        return IntStream.range(0, count).filter(i -> bits[from + i]).mapToLong(i -> 1L << i).sum();
    }

    /** Negation takes no gate, and what leads nowhere is not garbled. */
    @Test
    void onlyGatesThatLeadToAnOutputStay() {
        CircuitBuilder build = new CircuitBuilder(2);
        int a = build.input(0, 1)[0];
        int b = build.input(1, 1)[0];
        build.and(a, b);
        int out = build.not(build.and(build.not(a), build.not(b)));
        Circuit or = build.build(new int[] {out});
        assertThat(or.and()).hasSize(1);
        for (boolean[] in : Arrays.asList(new boolean[] {false, false}, new boolean[] {true, false}, new boolean[] {true, true})) {
            assertThat(or.run(in)).containsExactly(in[0] || in[1]);
        }
    }
}

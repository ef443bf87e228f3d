package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siguard.base.Cancellation;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.ReluCircuit;
import org.siguard.mpc.simc.ot.CorrelatedOt;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Recorder;
import org.siguard.net.Wiretap;
import org.siguard.ring.Seed;

class SimcTest {
    private static Outcome<long[]> infer(ReluNetwork network, long[] input, long seed, Tampering tampering, Wiretap tap) {
        return Simc.infer(network, input, new Encounter(NetworkProfile.IN_PROCESS, tap), Seed.of(seed), Seed.of(-seed - 1), tampering,
                new Cancellation());
    }

    @Test
    void outputsAreThoseOfThePlainNetwork() {
        for (boolean capped : new boolean[] {false, true}) {
            ReluNetwork network = Nets.small(capped);
            for (int i = 0; i < 8; i++) {
                long[] input = Nets.input(network, i, 2000);
                assertThat(infer(network, input, i, Tampering.NONE, Wiretap.NONE).result()).isEqualTo(network.plain(input));
            }
        }
        ReluNetwork deep = Nets.of(PrimeField.SIMC, 2, 300, new ReluNetwork.Activation(6L << 16, 8), 5, 300, 20, 7);
        long[] input = Nets.input(deep, 3, 1000);
        assertThat(infer(deep, input, 9, Tampering.NONE, Wiretap.NONE).result()).isEqualTo(deep.plain(input));
    }

    @ParameterizedTest
    @EnumSource(value = Tampering.Kind.class, names = {"NONE", "TRANSFER"}, mode = EnumSource.Mode.EXCLUDE)
    void everyKindOfTamperingEndsBeforeTheOutputShareIsSent(Tampering.Kind kind) {
        ReluNetwork network = Nets.small(true);
        int layer = kind.name().startsWith("LINEAR") ? 1 : 0;
        for (int i = 0; i < 4; i++) {
            Recorder recorder = new Recorder();
            int run = i;
            assertThatThrownBy(() -> infer(network, Nets.input(network, run, 500), run, Tampering.of(kind, layer, run), recorder))
                    .isInstanceOf(Abort.class).hasMessageContaining("final check");
            List<Integer> sizes = recorder.sentSizes(Encounter.SERVER);
            // The last thing the server sent is the seed of the check, and nothing before it is as long as the output.
            assertThat(sizes.getLast()).isEqualTo(2);
            assertThat(sizes).doesNotContain(Packing.words(network.outputs(), 44));
        }
    }

    /** A guess of one bit of Δ: right half the time, and then nothing was changed. */
    @Test
    void transfersThatDoNotAgreeAreFoundOutUnlessTheyChangeNothing() {
        ReluNetwork network = Nets.small(false);
        long[] input = Nets.input(network, 1, 500);
        int aborted = 0;
        for (int i = 0; i < 12; i++) {
            try {
                assertThat(infer(network, input, i, new Tampering(Tampering.Kind.TRANSFER, 0, i + 1, 0), Wiretap.NONE).result())
                        .isEqualTo(network.plain(input));
            } catch (Abort e) {
                aborted++;
            }
        }
        assertThat(aborted).isBetween(1, 11);
    }

    @Test
    void bytesAreThoseOfTheFormula() {
        for (boolean capped : new boolean[] {false, true}) {
            for (int n : new int[] {1, 64, 300}) {
                ReluNetwork network =
                        Nets.of(PrimeField.SIMC, 4, 100, new ReluNetwork.Activation(capped ? 6L << 16 : 0, 8), 2, n, 3);
                Outcome<long[]> outcome = infer(network, new long[] {5, 6}, n, Tampering.NONE, Wiretap.NONE);
                assertThat(outcome.costs().of("relu").bytes()).isEqualTo(ReluProtocol.bytes(network.circuit(0), 8, n));
                assertThat(outcome.costs().of("linear").bytes()).as("linear layers are modelled").isZero();
                // The hash's key and the labels' seed; 3 words of the final check; 3 elements of 44 bits for the output.
                assertThat(outcome.costs().total().bytes()).as("all there is on the wire")
                        .isEqualTo(4 * 8 + CorrelatedOt.setupBytes() + ReluProtocol.bytes(network.circuit(0), 8, n) + 3 * 8 + 3 * 8);
            }
        }
    }

    /** 10 657.6 and 13 473.6 bytes, as the published sizes have it, where nothing is dropped; 8 bits less in two tables save 176. */
    @Test
    void anActivationTakesThePublishedBytes() {
        for (boolean capped : new boolean[] {false, true}) {
            ReluCircuit circuit = ReluCircuit.of(PrimeField.SIMC, capped ? 6L << 16 : 0);
            double published = 32 * (capped ? 353 : 265) + 16 * 45 + 45 / 8.0 + 6 * 44 * 44 / 8.0;
            assertThat(published).isEqualTo(capped ? 13473.625 : 10657.625);
            assertThat(ReluProtocol.bytesEach(44, capped, 0)).isEqualTo(published);
            assertThat(ReluProtocol.bytesEach(44, capped, 8)).isEqualTo(published - 176);
            for (int shift : new int[] {0, 8}) {
                // Of 512 more, of which everything is whole words, every byte is accounted for.
                long more = ReluProtocol.bytes(circuit, shift, 1024) - ReluProtocol.bytes(circuit, shift, 512);
                assertThat((double) more).isEqualTo(512 * ReluProtocol.bytesEach(44, capped, shift));
            }
        }
    }

    @Test
    void modelledBytesAreKeptApart() {
        ReluNetwork network = Nets.small(false);
        Outcome<long[]> outcome = infer(network, Nets.input(network, 1, 10), 1, Tampering.NONE, Wiretap.NONE);
        // First layer: 1 ciphertext up, 2 down; second: 2 up, 3 down; of 524 288 bytes each.
        assertThat(outcome.costs().predicted("linear").bytes()).isEqualTo(8 * 524_288L);
        assertThat(outcome.costs().total().bytes()).isLessThan(150_000);
    }

    /** A network over 97 elements: who shifts a share passes at most 4 times in 97, plus six standard deviations of what 400 runs can show. */
    @Test
    void soundnessIsVisibleInASmallField() {
        PrimeField field = PrimeField.of(97);
        ReluNetwork network = Nets.of(field, 5, 1, new ReluNetwork.Activation(0, 0), 2, 2, 2);
        int accepted = 0;
        int runs = 400;
        for (int i = 0; i < runs; i++) {
            try {
                infer(network, new long[] {1, 2}, 1000 + i, new Tampering(Tampering.Kind.LINEAR_SHARE, 1, i, 1 + i % 96), Wiretap.NONE);
                accepted++;
            } catch (Abort e) {
                // As it should be.
            }
        }
        double chance = 4.0 / 97;
        assertThat(accepted / (double) runs).isLessThan(chance + 6 * Math.sqrt(chance * (1 - chance) / runs));
    }

    /**
     * Shares from p on end every run, whatever v is: an abort tells the client nothing. In this field, whose prime is just above a power of two, y + p fits into the bits for almost every y: the same residue, with the
     * right tag, so that nothing but the validity bit can end the run.
     */
    @Test
    void anAbortDoesNotDependOnWhatIsHidden() {
        PrimeField field = PrimeField.of(65537);
        ReluNetwork network = Nets.of(field, 6, 3, new ReluNetwork.Activation(0, 0), 1, 3, 2);
        for (int x = -40; x <= 40; x += 8) {
            long[] input = {x};
            Tampering beyond = Tampering.of(Tampering.Kind.CIRCUIT_SHARE_BEYOND_P, 0, 1);
            assertThat(field.reduce(beyond.beyond(field, new long[] {5, 6, 7}))).as("the same residue").containsExactly(5, 6, 7);
            assertThatThrownBy(() -> infer(network, input, 3, beyond, Wiretap.NONE)).isInstanceOf(Abort.class);
        }
    }

    /** Nothing of one inference's secrets is in the next: not even the client's view of the same input, be its own seed the same or another. */
    @Test
    void secretsAreFreshForEverySeed() {
        ReluNetwork network = Nets.small(false);
        List<Recorder> seen = List.of(new Recorder(), new Recorder());
        for (int i = 0; i < 2; i++) {
            IdealLinear ideal = new IdealLinear(network.field());
            int seed = i;
            new Encounter(NetworkProfile.IN_PROCESS, seen.get(i)).run(
                    endpoint -> new Simc.Server(network, ideal, endpoint, Seed.of(seed)).run(),
                    endpoint -> new Simc.Client(network, ideal, endpoint, Seed.of(7), Tampering.NONE).run(new long[6]), ideal,
                    new Cancellation());
            infer(network, new long[6], i, Tampering.NONE, seen.get(i));
        }
        List<Recorder.Received> next = seen.getLast().messages(Encounter.CLIENT);
        assertThat(seen.getFirst().messages(Encounter.CLIENT)).isNotEmpty().hasSameSizeAs(next)
                .allSatisfy(one -> assertThat(next).noneMatch(other -> Arrays.equals(one.words(), other.words())));
    }
}

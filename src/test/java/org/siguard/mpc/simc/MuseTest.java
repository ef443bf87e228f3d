package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siguard.base.Cancellation;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.FieldStream;
import org.siguard.mpc.simc.field.Packing;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.net.NetworkProfile;
import org.siguard.net.Party;
import org.siguard.net.PartyClock;
import org.siguard.net.Recorder;
import org.siguard.net.TrafficMeter;
import org.siguard.ring.RandomStream;
import org.siguard.ring.Seed;

/** MUSE: what it computes, what it costs, and that a client that cheats gets nothing from it. */
class MuseTest {
    private static Outcome<long[]> infer(PreparedProtocol protocol, ReluNetwork network, long[] input) {
        return protocol.infer(network, input, NetworkProfile.IN_PROCESS, new Cancellation());
    }

    @Test
    void outputsAreThoseOfThePlainNetwork() {
        ReluNetwork deep = Nets.of(PrimeField.SIMC, 2, 300, new ReluNetwork.Activation(6L << 16, 8), 5, 300, 20, 7);
        for (ReluNetwork network : new ReluNetwork[] {Nets.small(false), Nets.small(true), deep}) {
            long[] input = Nets.input(network, 3, 1000);
            assertThat(infer(PreparedProtocol.muse(Seed.of(1)), network, input).result()).isEqualTo(network.plain(input));
        }
    }

    /** Counts as derived in the published code's terms: 88 bits of the client's, 528 elements of the server's labels, 352 triples. */
    @Test
    void bytesAreThoseOfTheFormulas() {
        for (int n : new int[] {1, 300, MusePreparation.DISCLOSED + 1}) {
            ReluNetwork network = Nets.of(PrimeField.SIMC, 4, 100, new ReluNetwork.Activation(6L << 16, 8), 2, n, 3);
            Outcome<long[]> outcome = infer(PreparedProtocol.muse(Seed.of(2)), network, new long[] {5, 6});
            assertThat(outcome.costs().of("offline/relu").bytes()).isEqualTo(MusePreparation.bytes(Preparation.circuit(network, 0), n));
            assertThat(outcome.costs().predicted("offline/relu").bytes()).isEqualTo(MusePreparation.modelledBytes(44, n));
            assertThat(outcome.costs().of("online/relu").bytes()).isEqualTo(OnlinePhase.bytes(network.field(), true, n));
            assertThat(outcome.costs().predicted("online").bytes()).as("nothing is encrypted online").isZero();
        }
        int wires = 88;
        assertThat(LabelDisclosure.elements(44)).isEqualTo(3);
        assertThat(MusePreparation.modelledBytesEach(44)).isEqualTo((3 * wires + 8 * 4 * wires) * 64.0).isEqualTo(197_120);
        // Of two whole disclosures everything is whole words and whole ciphertexts but the random numbers.
        int more = 2 * MusePreparation.DISCLOSED;
        assertThat(MusePreparation.modelledBytes(44, more)).isEqualTo((long) more * 197_120);
        ReluNetwork wide = Nets.of(PrimeField.SIMC, 4, 100, new ReluNetwork.Activation(6L << 16, 8), 2, 3, 3);
        long bytes = MusePreparation.bytes(Preparation.circuit(wide, 0), more);
        assertThat((double) bytes).isEqualTo(more * MusePreparation.bytesEach(44, true, 8) + 32 + 2 * 24);
    }

    @ParameterizedTest
    @EnumSource(value = Tampering.Kind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyKindOfTamperingIsNoticed(Tampering.Kind kind) {
        ReluNetwork network = Nets.small(true);
        int layer = kind.name().startsWith("LINEAR") ? 1 : 0;
        for (int i = 0; i < 3; i++) {
            PreparedProtocol cheated = PreparedProtocol.muse(Seed.of(i)).tampered(Tampering.of(kind, layer, i));
            assertThatThrownBy(() -> infer(cheated, network, new long[6])).isInstanceOf(Abort.class);
        }
    }

    @Test
    void aClientThatExtractsLearnsNothing() {
        ReluNetwork network = Nets.small(false);
        PreparedProtocol muse = PreparedProtocol.muse(Seed.of(4));
        ModelExtraction attack = ModelExtraction.of(network, muse::tampered, new long[6], 1000, column -> {
        }, new Cancellation());
        assertThat(attack.aborted()).isEqualTo(8);
        assertThat(attack.columns()).noneMatch(ModelExtraction.Column::learnt);
    }

    /** What chooses a label must be a bit: with 3 for one, and so that the sum still fits, the client would get 3 L¹ - 2 L⁰, and Δ with it. */
    @Test
    void aNumberThatIsNoBitIsNoticed() {
        assertThat(disclosed(0, 1, 1)).hasSize(2 * 88);
        assertThatThrownBy(() -> disclosed(0, 3, 0)).isInstanceOf(Abort.class);
        assertThatThrownBy(() -> disclosed(0, 1, 0)).as("bits of another number").isInstanceOf(Abort.class);
    }

    /** The order is what keeps Δ: with a label for 3 in its hands the client would have it, though it is thrown out then. */
    @Test
    void labelsAreNotSentBeforeAllTagsAddUp() {
        int labels = Packing.words(3L * 88, 44);
        Recorder recorder = new Recorder();
        disclosed(recorder, 0, 1, 1);
        assertThat(recorder.sentSizes(Encounter.SERVER).getLast()).isEqualTo(labels);
        recorder.clear();
        assertThatThrownBy(() -> disclosed(recorder, 0, 3, 0)).isInstanceOf(Abort.class);
        assertThat(recorder.sentSizes(Encounter.SERVER).getLast()).as("the seed of the check").isEqualTo(2);
        assertThat(recorder.sentSizes(Encounter.SERVER)).doesNotContain(labels);
    }

    /** The labels for c = 6 and R = 0, by these for the lowest bits of c. */
    private static long[] disclosed(long... lowest) {
        return disclosed(new Recorder(), lowest);
    }

    /** The same, and what the server sent. */
    private static long[] disclosed(Recorder recorder, long... lowest) {
        PrimeField field = PrimeField.SIMC;
        BitOrder order = new BitOrder(88, 1);
        IdealLinear ideal = new IdealLinear(field);
        FreshSecrets secrets = FreshSecrets.of(field, Seed.of(5));
        long[] tags = {77, 88};
        return new Pair().run(channel -> {
            var arithmetic =
                    new AuthenticatedArithmetic.Server(field, recorder.tap(Encounter.SERVER, channel), ideal, meter("server"), secrets);
            new LabelDisclosure(field, order).disclose(arithmetic, secrets.words().next(176), secrets.delta(),
                    new long[] {field.subtract(field.multiply(6, secrets.alpha()), tags[0])}, new long[] {field.negate(tags[1])});
            return true;
        }, channel -> {
            var arithmetic = new AuthenticatedArithmetic.Client(field, channel, ideal, meter("client"),
                    new FieldStream(field, RandomStream.of(Seed.of(7))), Tampering.NONE, 0);
            long[] bits = new long[88];
            System.arraycopy(lowest, 0, bits, 0, lowest.length);
            return new LabelDisclosure(field, order).receive(arithmetic, bits, new long[] {tags[0]}, new long[] {tags[1]});
        }).right();
    }

    private static TrafficMeter meter(String name) {
        return new TrafficMeter(new Party(name), new PartyClock());
    }

    /** Over 97 elements: who shifts a share that goes into the disclosure passes at most 4 times in 97, plus six standard deviations of what 400 runs can show. */
    @Test
    void soundnessIsVisibleInASmallField() {
        ReluNetwork network = Nets.of(PrimeField.of(97), 5, 1, new ReluNetwork.Activation(0, 0), 2, 2, 2);
        int accepted = 0;
        int runs = 400;
        for (int i = 0; i < runs; i++) {
            Tampering tampering = new Tampering(Tampering.Kind.CIRCUIT_SHARE, 0, i, 1 + i % 96);
            try {
                infer(PreparedProtocol.muse(Seed.of(1000 + i)).tampered(tampering), network, new long[] {1, 2});
                accepted++;
            } catch (Abort e) {
                // As it should be.
            }
        }
        double chance = 4.0 / 97;
        assertThat(accepted / (double) runs).isLessThan(chance + 6 * Math.sqrt(chance * (1 - chance) / runs));
    }
}

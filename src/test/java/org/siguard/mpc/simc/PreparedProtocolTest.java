package org.siguard.mpc.simc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.mpc.LinearRelu;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.field.Abort;
import org.siguard.mpc.simc.field.PrimeField;
import org.siguard.mpc.simc.garble.MaskedReluCircuit;
import org.siguard.mpc.simc.garble.ResidueCircuit;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;

/** DELPHI's form and SIMC++: what they compute, what they cost, and what a client that cheats gets from each. */
class PreparedProtocolTest {
    private static Outcome<long[]> infer(LinearRelu<ReluNetwork> protocol, ReluNetwork network, long[] input) {
        return protocol.infer(network, input, NetworkProfile.IN_PROCESS, new Cancellation());
    }

    @Test
    void outputsAreThoseOfThePlainNetwork() {
        ReluNetwork deep = Nets.of(PrimeField.SIMC, 2, 300, new ReluNetwork.Activation(6L << 16, 8), 5, 300, 20, 7);
        for (PreparedProtocol protocol : List.of(PreparedProtocol.delphi(Seed.of(1)), PreparedProtocol.simcPlus(Seed.of(1)))) {
            for (ReluNetwork network : List.of(Nets.small(false), Nets.small(true), deep)) {
                long[] input = Nets.input(network, 3, 1000);
                assertThat(infer(protocol, network, input).result()).as(protocol.name()).isEqualTo(network.plain(input));
            }
        }
    }

    @Test
    void gatesAreThoseOfTheFormula() {
        for (int shift : new int[] {0, 8}) {
            for (boolean capped : new boolean[] {false, true}) {
                assertThat(MaskedReluCircuit.of(PrimeField.SIMC, capped ? 6L << 16 : 0, shift).circuit().andGates())
                        .isEqualTo(MaskedReluCircuit.andGates(44, capped, shift));
            }
        }
        for (boolean saying : new boolean[] {false, true}) {
            assertThat(ResidueCircuit.of(PrimeField.SIMC, saying).circuit().andGates()).isEqualTo(ResidueCircuit.andGates(44, saying));
        }
    }

    @Test
    void bytesAreThoseOfTheFormulas() {
        int n = 300;
        ReluNetwork network = Nets.of(PrimeField.SIMC, 4, 100, new ReluNetwork.Activation(6L << 16, 8), 2, n, 3);
        for (boolean checked : new boolean[] {false, true}) {
            PreparedProtocol protocol = checked ? PreparedProtocol.simcPlus(Seed.of(2)) : PreparedProtocol.delphi(Seed.of(2));
            Outcome<long[]> outcome = infer(protocol, network, new long[] {5, 6});
            assertThat(outcome.costs().of("offline/relu").bytes())
                    .isEqualTo(Preparation.bytes(Preparation.circuit(network, 0), checked, n));
            assertThat(outcome.costs().of("online/relu").bytes()).isEqualTo(OnlinePhase.bytes(network.field(), checked, n));
            assertThat(outcome.costs().predicted("online").bytes()).as("nothing is encrypted online").isZero();
            MaskedReluCircuit circuit = Preparation.circuit(network, 0);
            long more = Preparation.bytes(circuit, checked, 1024) - Preparation.bytes(circuit, checked, 512);
            assertThat((double) more).isEqualTo(512 * Preparation.bytesEach(44, true, 8, checked));
        }
        // The published sizes: 720 bytes down, 44 bits up and a hash a layer.
        assertThat(OnlinePhase.bytes(network.field(), true, 1024)).isEqualTo(720L * 1024 + 44 * 1024 / 8 + 32);
    }

    /** Eight columns and a baseline, as published. */
    @Test
    void aClientStealsTheLastLayerFromDelphiInNineQueries() {
        ReluNetwork network = Nets.small(false);
        List<ModelExtraction.Column> told = new ArrayList<>();
        PreparedProtocol delphi = PreparedProtocol.delphi(Seed.of(3));
        ModelExtraction attack = ModelExtraction.of(network, delphi::tampered, Nets.input(network, 1, 300), 1000, told::add,
                new Cancellation());
        assertThat(attack.queries()).isEqualTo(9);
        assertThat(attack.correct()).isEqualTo(8);
        assertThat(attack.aborted()).isZero();
        assertThat(told).hasSize(8).allMatch(ModelExtraction.Column::learnt);
    }

    @Test
    void itLearnsNothingFromSimcAndSimcPlus() {
        ReluNetwork network = Nets.small(false);
        SimcProtocol simc = new SimcProtocol(Seed.of(4));
        PreparedProtocol plus = PreparedProtocol.simcPlus(Seed.of(4));
        for (ModelExtraction attack : List.of(
                ModelExtraction.of(network, simc::tampered, new long[6], 1000, column -> {
                }, new Cancellation()),
                ModelExtraction.of(network, plus::tampered, new long[6], 1000, column -> {
                }, new Cancellation()))) {
            assertThat(attack.aborted()).isEqualTo(8);
            assertThat(attack.columns()).noneMatch(ModelExtraction.Column::learnt);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Tampering.Kind.class, names = {"NONE", "TRANSFER"}, mode = EnumSource.Mode.EXCLUDE)
    void simcPlusNoticesEveryKindOfTampering(Tampering.Kind kind) {
        ReluNetwork network = Nets.small(true);
        int layer = kind.name().startsWith("LINEAR") ? 1 : 0;
        for (int i = 0; i < 3; i++) {
            PreparedProtocol cheated = PreparedProtocol.simcPlus(Seed.of(i)).tampered(Tampering.of(kind, layer, i));
            assertThatThrownBy(() -> infer(cheated, network, new long[6])).isInstanceOf(Abort.class);
        }
    }

    /** Over 97 elements, as in {@link SimcTest}: a tag that goes with a mask is shifted, or the share that is fed into a circuit. */
    @Tag("full")
    @ParameterizedTest
    @EnumSource(value = Tampering.Kind.class, names = {"LINEAR_TAG", "CIRCUIT_SHARE"})
    void soundnessIsVisibleInASmallField(Tampering.Kind kind) {
        ReluNetwork network = Nets.of(PrimeField.of(97), 5, 1, new ReluNetwork.Activation(0, 0), 2, 2, 2);
        int accepted = 0;
        int runs = 1000;
        for (int i = 0; i < runs; i++) {
            Tampering tampering = new Tampering(kind, kind.isAtLinearLayer() ? 1 : 0, i, 1 + i % 96);
            try {
                infer(PreparedProtocol.simcPlus(Seed.of(1000 + i)).tampered(tampering), network, new long[] {1, 2});
                accepted++;
            } catch (Abort e) {
                // As it should be.
            }
        }
        double chance = 4.0 / 97;
        assertThat(accepted / (double) runs).isPositive().isLessThan(chance + 6 * Math.sqrt(chance * (1 - chance) / runs));
    }

    @Test
    void materialIsUsedOnceAndThenGone(@TempDir Path folder) {
        ReluNetwork network = Nets.small(true);
        PreparedProtocol plus = PreparedProtocol.simcPlus(Seed.of(5));
        PreparedProtocol.Stores stores = PreparedProtocol.Stores.in(folder);
        for (int i = 0; i < 2; i++) {
            plus.prepare(network, stores, NetworkProfile.IN_PROCESS, new Cancellation());
        }
        assertThat(stores.server().fresh()).containsExactly(0L, 1L).isEqualTo(stores.client().fresh());
        for (int i = 0; i < 2; i++) {
            long[] input = Nets.input(network, i, 500);
            Outcome<long[]> outcome = plus.inferPrepared(network, stores, input, NetworkProfile.IN_PROCESS, new Cancellation());
            assertThat(outcome.result()).isEqualTo(network.plain(input));
        }
        assertThatThrownBy(() -> plus.inferPrepared(network, stores, new long[6], NetworkProfile.IN_PROCESS, new Cancellation()))
                .isInstanceOf(UserMistake.class).hasMessageContaining("no material left");
        plus.prepare(network, stores, NetworkProfile.IN_PROCESS, new Cancellation());
        assertThat(stores.server().fresh()).as("a number does not come back").containsExactly(2L);
    }

    /** Masks that nobody checked must not get into a checked inference, nor those of other weights into this one: the outputs would be wrong, and nobody would notice. */
    @Test
    void materialIsForOneProtocolAndOneNetwork(@TempDir Path folder) {
        ReluNetwork network = Nets.small(true);
        ReluNetwork sameForm = Nets.of(PrimeField.SIMC, 77, 256, new ReluNetwork.Activation(6L << 16, 8), 6, 8, 4);
        PreparedProtocol plus = PreparedProtocol.simcPlus(Seed.of(5));
        PreparedProtocol.Stores stores = PreparedProtocol.Stores.in(folder);
        PreparedProtocol.delphi(Seed.of(5)).prepare(network, stores, NetworkProfile.IN_PROCESS, new Cancellation());
        plus.prepare(sameForm, stores, NetworkProfile.IN_PROCESS, new Cancellation());
        assertThatThrownBy(() -> plus.inferPrepared(network, stores, new long[6], NetworkProfile.IN_PROCESS, new Cancellation()))
                .isInstanceOf(UserMistake.class).hasMessageContaining("no material left for simc++ and this network");
        assertThat(stores.client().fresh(Purpose.ofClient(Form.SIMC_PLUS, network))).as("the client does not know the weights")
                .containsExactly(1L);
        assertThat(plus.fresh(sameForm, stores)).as("nothing was used up").containsExactly(1L);
        long[] input = Nets.input(network, 1, 500);
        assertThat(plus.inferPrepared(sameForm, stores, input, NetworkProfile.IN_PROCESS, new Cancellation()).result())
                .isEqualTo(sameForm.plain(input));
    }

    /** The client has taken its piece when the server finds its own damaged: both are gone, and the user is told of the file. */
    @Test
    void damageOnOneSideIsToldAndCostsBothTheirPiece(@TempDir Path folder) throws IOException {
        ReluNetwork network = Nets.small(true);
        PreparedProtocol plus = PreparedProtocol.simcPlus(Seed.of(5));
        PreparedProtocol.Stores stores = PreparedProtocol.Stores.in(folder);
        plus.prepare(network, stores, NetworkProfile.IN_PROCESS, new Cancellation());
        Path file = folder.resolve("server").resolve("0.material");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        assertThatThrownBy(() -> plus.inferPrepared(network, stores, new long[6], NetworkProfile.IN_PROCESS, new Cancellation()))
                .isInstanceOf(UserMistake.class).hasMessageContaining("0.used is damaged");
        assertThat(stores.server().fresh()).isEmpty();
        assertThat(stores.client().fresh()).isEmpty();
    }

    /** A client that is caught online has burnt its material all the same. */
    @Test
    void materialIsGoneAfterAnAbort(@TempDir Path folder) {
        ReluNetwork network = Nets.small(true);
        PreparedProtocol plus = PreparedProtocol.simcPlus(Seed.of(6));
        PreparedProtocol.Stores stores = PreparedProtocol.Stores.in(folder);
        plus.prepare(network, stores, NetworkProfile.IN_PROCESS, new Cancellation());
        PreparedProtocol cheated = plus.tampered(Tampering.of(Tampering.Kind.LINEAR_SHARE, 1, 2));
        assertThatThrownBy(() -> cheated.inferPrepared(network, stores, new long[6], NetworkProfile.IN_PROCESS, new Cancellation()))
                .isInstanceOf(Abort.class);
        assertThat(stores.server().fresh()).isEmpty();
        assertThat(stores.client().fresh()).isEmpty();
    }
}

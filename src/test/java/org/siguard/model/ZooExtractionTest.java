package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.mpc.simc.ModelExtraction;
import org.siguard.mpc.simc.PreparedProtocol;
import org.siguard.mpc.simc.TwoPartyProtocols;
import org.siguard.ring.Seed;

/** The theft of last layers, from networks of the zoo, through each of the four protocols. */
class ZooExtractionTest {
    private static final String LARGE = "resnet50-cifar";

    private static ModelExtraction steal(String model, double width, String protocol, int most) {
        FieldNetwork network = FieldNetwork.of(Zoo.build(model, width, 1));
        long[] input = new long[network.network().inputs()];
        for (int i = 0; i < input.length; i++) {
            input[i] = i % 512 - 256L;
        }
        return ModelExtraction.of(network.network(), TwoPartyProtocols.byName(protocol, Seed.of(1)), input, most, column -> {
        }, new Cancellation());
    }

    private static void check(String protocol, ModelExtraction attack, int columns) {
        assertThat(attack.queries()).isEqualTo(columns + 1);
        boolean safe = TwoPartyProtocols.isChecked(protocol);
        assertThat(attack.correct()).as(protocol).isEqualTo(safe ? 0 : columns);
        assertThat(attack.aborted()).as(protocol).isEqualTo(safe ? columns : 0);
    }

    @ParameterizedTest
    @CsvSource({"simc-mnist, 0.13", "lenet, 0.1"})
    void theLastLayerIsStolenFromDelphiAlone(String model, double width) {
        for (String protocol : TwoPartyProtocols.names()) {
            check(protocol, steal(model, width, protocol, 1), 1);
        }
    }

    @Test
    @Tag("full")
    void allOfTheMnistNetworksLastLayer() {
        check(PreparedProtocol.DELPHI, steal("simc-mnist", 1, PreparedProtocol.DELPHI, 1000), 100);
        for (String protocol : List.of("simc", PreparedProtocol.SIMC_PLUS, PreparedProtocol.MUSE)) {
            check(protocol, steal("simc-mnist", 1, protocol, 5), 5);
        }
    }

    /** At the smallest width there is; those for large pictures take hundreds of thousands of activations all the same. */
    @Test
    @Tag("full")
    void everyNetworkOfTheZooForSmallPictures() {
        for (Zoo.Entry entry : Zoo.all()) {
            if (!entry.name().endsWith("imagenet") && !entry.name().equals(LARGE)) {
                for (String protocol : TwoPartyProtocols.names()) {
                    check(protocol, steal(entry.name(), 0.03, protocol, 1), 1);
                }
            }
        }
    }

    /** 206 000 activations: garbled as they are needed they take no room, garbled beforehand some gigabytes, which is told before anything begins. */
    @Test
    @Tag("full")
    void whatDoesNotFitIntoTheHeapIsToldAndDoesNotBegin() {
        check("simc", steal(LARGE, 0.03, "simc", 1), 1);
        for (String protocol : List.of(PreparedProtocol.SIMC_PLUS, PreparedProtocol.MUSE, PreparedProtocol.DELPHI)) {
            assertThatThrownBy(() -> steal(LARGE, 0.03, protocol, 1)).isInstanceOf(UserMistake.class)
                    .hasMessageContaining(protocol + " prepares").hasMessageContaining("206000 activations").hasMessageContaining("-Xmx");
        }
    }
}

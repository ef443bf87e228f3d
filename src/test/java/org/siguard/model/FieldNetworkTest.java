package org.siguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.siguard.base.Cancellation;
import org.siguard.base.UserMistake;
import org.siguard.mpc.Outcome;
import org.siguard.mpc.simc.SimcProtocol;
import org.siguard.net.NetworkProfile;
import org.siguard.ring.Seed;

class FieldNetworkTest {
    private static List<float[]> records(FieldNetwork network, int count) {
        Random random = new Random(1);
        List<float[]> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] record = new float[network.network().inputs()];
            for (int k = 0; k < record.length; k++) {
                record[k] = (float) random.nextGaussian();
            }
            out.add(record);
        }
        return out;
    }

    private static Outcome<long[]> infer(SimcProtocol simc, FieldNetwork network, float[] record) {
        return simc.infer(network.network(), network.encode(record), NetworkProfile.IN_PROCESS, new Cancellation());
    }

    /** Eight fractional bits err by 2^-9 in every weight and activation; logits stay within a few hundredths. */
    @Test
    void itComputesWhatTheModelDoes() {
        for (String name : List.of("mlp-20-16-10", "simc-mnist", "simc-cifar10")) {
            Model model = Zoo.build(name, name.startsWith("mlp") ? 1 : 0.25, 1);
            FieldNetwork network = FieldNetwork.of(model);
            for (float[] record : records(network, 5)) {
                double[] plain = new PlainInference(model).logits(List.of(record))[0];
                double[] fixed = network.decode(network.network().plain(network.encode(record)));
                for (int k = 0; k < plain.length; k++) {
                    assertThat(fixed[k]).as(name).isCloseTo(plain[k], org.assertj.core.api.Assertions.within(0.15));
                }
            }
        }
    }

    @Test
    void thePublishedNetworksHaveThePublishedNumberOfActivations() {
        assertThat(FieldNetwork.of(Zoo.build("simc-mnist", 1, 1)).network().activationCount()).isEqualTo(10_340);
        assertThat(FieldNetwork.of(Zoo.build("simc-cifar10", 1, 1)).network().activationCount()).isEqualTo(173_056);
    }

    @Test
    void convolutionsAndMeansAreInferredExactly() {
        FieldNetwork network = FieldNetwork.of(Zoo.build("simc-mnist", 0.125, 1));
        SimcProtocol simc = new SimcProtocol(Seed.of(1));
        for (float[] record : records(network, 2)) {
            assertThat(infer(simc, network, record).result()).isEqualTo(network.network().plain(network.encode(record)));
        }
    }

    @Test
    @Tag("full")
    void aThousandInputsAreInferredExactly() {
        FieldNetwork network = FieldNetwork.of(Zoo.build("mlp-64-32-10", 1, 1));
        SimcProtocol simc = new SimcProtocol(Seed.of(2));
        for (float[] record : records(network, 1000)) {
            assertThat(infer(simc, network, record).result()).isEqualTo(network.network().plain(network.encode(record)));
        }
    }

    @Test
    void whatHasNoFormIsRefusedByName() {
        assertThatThrownBy(() -> FieldNetwork.of(Zoo.build("lenet", 1, 1))).isInstanceOf(UserMistake.class).hasMessageContaining("pool1")
                .hasMessageContaining("maxpool");
        assertThatThrownBy(() -> FieldNetwork.of(Zoo.build("resnet18-cifar", 0.1, 1))).isInstanceOf(UserMistake.class)
                .hasMessageContaining("branches");
    }
}

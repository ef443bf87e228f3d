package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siguard.base.UserMistake;

class RenyiAccountantTest {
    /** TensorFlow Privacy, rdp_accountant_test.py: test_compute_rdp_scalar and test_compute_rdp_sequence, to five places. */
    @ParameterizedTest
    @CsvSource({"0.1, 2, 10, 5, 0.07737", "0.01, 2.5, 50, 1.5, 0.00065", "0.01, 2.5, 50, 2.5, 0.001085", "0.01, 2.5, 50, 5, 0.00218075",
        "0.01, 2.5, 50, 50, 0.023846", "0.01, 2.5, 50, 100, 167.416307", "1, 10, 1, 20, 0.1", "0, 10, 1, 20, 0"})
    void divergencesOfTensorFlowPrivacy(double rate, double noise, int steps, double order, double published) {
        assertThat(steps * RenyiAccountant.divergence(rate, noise, order)).isCloseTo(published, within(1e-5));
    }

    /** Opacus, accountants_test.py, test_rdp_accountant: the same orders and the same conversion. */
    @Test
    void epsilonOfOpacus() {
        assertThat(RenyiAccountant.epsilon(0.04, 1.5, 2250, 1e-5)).isCloseTo(7.32911117143, within(1e-8));
    }

    /**
     * TensorFlow Privacy, tutorials/README.md, "Select Parameters" (MNIST, 60 000 records in batches of 256, delta 1e-5), by the
     * older conversion, divergence + ln(1/δ)/(α − 1) over the same orders: within one unit of
     * the last digit published (the second is 9.747 here). The newer conversion may only give less.
     */
    @ParameterizedTest
    @CsvSource({"1.12, 60, 2.92", "0.6, 30, 9.74", "1.2, 10, 1.20"})
    void epsilonsOfTheMnistTutorial(double noise, int epochs, double published) {
        // The tutorial rounds the steps of an epoch down.
        long steps = epochs * (60_000L / 256);
        double classic = Double.POSITIVE_INFINITY;
        for (double order = 1.1; order < 64; order += order < 10.95 ? 0.1 : 1) {
            double rounded = Math.round(10 * order) / 10.0;
            classic = Math.min(classic,
                    steps * RenyiAccountant.divergence(256.0 / 60_000, noise, rounded) + Math.log(1e5) / (rounded - 1));
        }
        assertThat(classic).isCloseTo(published, within(0.01));
        assertThat(RenyiAccountant.epsilon(256.0 / 60_000, noise, steps, 1e-5)).isLessThan(classic).isGreaterThan(0.7 * classic);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.5, 2", "0.01, 1, 7", "0.5, 1.1, 10", "0.004, 4, 63", "0.9, 0.3, 5"})
    void sumAndIntegralAreTwoWaysToTheSameNumber(double rate, double noise, int order) {
        double sum = RenyiAccountant.sum(rate, noise, order);
        assertThat(RenyiAccountant.integral(rate, noise, order)).isCloseTo(sum, within(1e-11 + 1e-11 * Math.abs(sum)));
    }

    @Test
    void whatATrainingCostsIsKnownBefore() {
        TrainingSettings settings = TrainingSettings.defaults().with(TrainingSettings.PRIVACY, "dp-sgd").with(TrainingSettings.BATCH, 256)
                .with(TrainingSettings.EPOCHS, 60);
        double epsilon = RenyiAccountant.epsilon(settings, 60_000);
        assertThat(epsilon).isEqualTo(RenyiAccountant.epsilon(256.0 / 60_000, 1.1, 60 * 234, 1e-5));
        assertThat(RenyiAccountant.epsilon(settings.with(TrainingSettings.NOISE, 2.0), 60_000)).isLessThan(epsilon);
        assertThat(RenyiAccountant.epsilon(settings, 6_000)).isGreaterThan(epsilon);
        assertThat(RenyiAccountant.epsilon(0.1, 1, 0, 1e-5)).isZero();
        assertThatThrownBy(() -> RenyiAccountant.epsilon(TrainingSettings.defaults(), 100)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("training.privacy");
    }
}

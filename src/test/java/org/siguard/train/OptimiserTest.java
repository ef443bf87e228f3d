package org.siguard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two steps of a weight 1 and a bias 1, along the gradients 0.5 and then −1, at rate 0.1 and decay 0.2, worked out by hand. */
class OptimiserTest {
    private static final List<Network.Part> PARTS = List.of(new Network.Part("w", 0, 1, true), new Network.Part("b", 1, 1, false));

    /** u = 0.5 + 0.2 = 0.7, w = 0.93; u = 0.63 − 1 + 0.186 = −0.184, w = 0.9484. Bias: 0.5, 0.95; 0.45 − 1 = −0.55, 1.005. */
    @Test
    void sgdWithMomentum() {
        assertThat(twoSteps("sgd")).containsExactly(new float[] {0.9484f, 1.005f}, within(1e-6f));
    }

    /**
     * Bias, first step: 0.1 against the sign, 0.9. Second: m = 0.09 · 0.5 − 0.1 = −0.055, over 0.19: −0.2894737; v = 0.999 · 0.00025 +
     * 0.001 = 0.00124975, over 0.001999: 0.6251876, its root 0.7906880; 0.9 + 0.1 · 0.3661036 = 0.9366104. The weight's gradients are 0.7
     * and −1 + 0.2 · 0.9 = −0.82: m = 0.063 − 0.082 = −0.019, over 0.19: −0.1; v = 0.999 · 0.00049 + 0.0006724 = 0.00116191, over 0.001999:
     * 0.5812456, its root 0.7623947; 0.9 + 0.1 · 0.1311656 = 0.9131166.
     */
    @Test
    void adamWithDecayInTheGradient() {
        assertThat(twoSteps("adam")).containsExactly(new float[] {0.9131166f, 0.9366104f}, within(2e-6f));
    }

    /** The bias as with adam. The weight: 0.98 − 0.1 = 0.88; 0.98 · 0.88 + 0.0366104 = 0.8990104. */
    @Test
    void adamWithDecayApart() {
        assertThat(twoSteps("adamw")).containsExactly(new float[] {0.8990104f, 0.9366104f}, within(2e-6f));
    }

    @Test
    void schedules() {
        TrainingSettings settings = new TrainingSettings(10, 1, 0.8, 0, 2);
        assertThat(new Schedule(settings).rate(9, 3, 4)).isEqualTo(0.8);
        TrainingSettings warm = settings.with(TrainingSettings.WARM_UP, 2);
        assertThat(new Schedule(warm).rate(0, 0, 4)).isCloseTo(0.1, within(1e-12));
        assertThat(new Schedule(warm).rate(1, 3, 4)).isCloseTo(0.8, within(1e-12));
        Schedule cosine = new Schedule(warm.with(TrainingSettings.SCHEDULE, "cosine"));
        assertThat(cosine.rate(2, 0, 4)).isCloseTo(0.8, within(1e-12));
        assertThat(cosine.rate(6, 0, 4)).isCloseTo(0.4, within(1e-12));
        assertThat(cosine.rate(9, 3, 4)).isBetween(0.0, 0.01);
        Schedule step = new Schedule(settings.with(TrainingSettings.SCHEDULE, "step").with(TrainingSettings.STEP_EPOCHS, 4)
                .with(TrainingSettings.STEP_FACTOR, 0.5));
        assertThat(step.rate(3, 0, 1)).isEqualTo(0.8);
        assertThat(step.rate(4, 0, 1)).isEqualTo(0.4);
        assertThat(step.rate(8, 0, 1)).isEqualTo(0.2);
    }

    private static float[] twoSteps(String rule) {
        Optimiser optimiser = new Optimiser(new TrainingSettings(1, 1, 0.1, 0.2, 2).with(TrainingSettings.OPTIMISER, rule), PARTS, 2);
        float[] weights = {1, 1};
        optimiser.step(weights, new float[] {0.5f, 0.5f}, 0.1);
        optimiser.step(weights, new float[] {-1, -1}, 0.1);
        return weights;
    }
}

package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.siguard.base.Parameter;
import org.siguard.experiment.Experiment;
import org.siguard.guard.Siguard;

class SettingViewModelTest {
    @Test
    void aWrongTextLeavesTheValueAndSaysWhatIsAllowed() {
        SettingViewModel<Double> step = new SettingViewModel<>(Siguard.STEP);
        step.enter("0.35");
        assertThat(step.value()).isEqualTo(0.35);
        step.enter("much");
        assertThat(step.value()).isEqualTo(0.35);
        assertThat(step.errorProperty().get()).contains("Step: ").contains("0.01 to 2");
        step.enter("7");
        assertThat(step.errorProperty().get()).contains("not allowed");
        step.reset();
        assertThat(step.errorProperty().get()).isEmpty();
        assertThat(step.changedProperty().get()).isFalse();
    }

    @Test
    void aLogarithmicSliderHasItsGeometricMeanInTheMiddle() {
        SettingViewModel<Double> c3 = new SettingViewModel<>(Siguard.C3);
        c3.slideTo(0.5);
        assertThat(c3.value()).isEqualTo(0.1);
        assertThat(c3.position()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aSliderGivesRoundNumbersAndBothEnds() {
        SettingViewModel<Integer> queries = new SettingViewModel<>(Experiment.QUERIES);
        queries.slideTo(0.347);
        assertThat(queries.value() % 10).isZero();
        queries.slideTo(0);
        assertThat(queries.value()).isEqualTo(20);
        queries.slideTo(1);
        assertThat(queries.value()).isEqualTo(1000);
    }

    @Test
    void everyPositionOfEverySliderIsAllowedAndNearIt() {
        for (Parameter<?> parameter : Experiment.PARAMETERS) {
            SettingViewModel<?> setting = new SettingViewModel<>(parameter);
            for (int i = 0; setting.slides() && i <= 500; i++) {
                setting.slideTo(i / 500.0);
                assertThat(setting.errorProperty().get()).isEmpty();
                assertThat(setting.position()).as(parameter.key()).isCloseTo(i / 500.0,
                        within(Math.max(0.06, setting.increment() / 2 + 1e-9)));
            }
        }
    }

    @Test
    void aKeyPressAlwaysMoves() {
        for (Parameter<?> parameter : Experiment.PARAMETERS) {
            SettingViewModel<?> setting = new SettingViewModel<>(parameter);
            if (setting.slides()) {
                Object before = setting.value();
                boolean atTheEnd = setting.position() == 1;
                setting.slideTo(
                        setting.position() + (atTheEnd ? -setting.increment() : Math.min(setting.increment(), 1 - setting.position())));
                assertThat(setting.value()).as(parameter.key()).isNotEqualTo(before);
            }
        }
    }

    @Test
    void aSeedHasNoSlider() {
        assertThat(new SettingViewModel<>(Experiment.SEED).slides()).isFalse();
    }

    @Test
    void everyDeclaredParameterIsShownOnceAndSiguardsOnlyApplyToIt() {
        ExperimentViewModel experiment = new ExperimentViewModel(Clock.systemUTC());
        List<Parameter<?>> shown = new java.util.ArrayList<>();
        experiment.sections().forEach(section -> section.settings().forEach(setting -> shown.add(setting.parameter())));
        assertThat(shown).containsExactlyInAnyOrderElementsOf(Experiment.PARAMETERS);
        experiment.setting(Experiment.GUARD).set("none");
        assertThat(experiment.experiment().get(Experiment.GUARD)).isEqualTo("none");
        assertThat(experiment.setting(Siguard.STEP).appliesProperty().get()).isFalse();
        assertThat(experiment.setting(Experiment.QUERIES).appliesProperty().get()).isTrue();
    }
}

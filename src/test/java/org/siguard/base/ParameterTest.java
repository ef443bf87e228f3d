package org.siguard.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
    private static final Parameter<Integer> COUNT = new Parameter.Whole("count", "Count", 5, 1, 60, "records", "How many.");
    private static final Parameter<Double> STEP = new Parameter.Real("guard.step", "Step", 0.2, 0.01, 2, true, "", "How far.");
    private static final Parameter<String> KIND = new Parameter.Choice("kind", "Kind", "round", List.of("round", "square"), "Which.");

    private final Settings defaults = Settings.defaults(List.of(COUNT, STEP, KIND));

    @Test
    void valuesAreReadAsPeopleWriteThem() {
        assertThat(COUNT.parse(" 60 ")).isEqualTo(60);
        assertThat(STEP.parse("5e-1")).isEqualTo(0.5);
        assertThat(KIND.parse(" square")).isEqualTo("square");
        assertThat(STEP.format(2.0)).isEqualTo("2");
        assertThat(STEP.format(0.25)).isEqualTo("0.25");
        assertThat(COUNT.range()).isEqualTo("a whole number from 1 to 60");
        assertThat(STEP.range()).isEqualTo("a number from 0.01 to 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "61", "5.5", "", "many", "99999999999"})
    void whatIsNoSuchNumberIsRefused(String text) {
        assertThatThrownBy(() -> COUNT.parse(text)).isInstanceOf(UserMistake.class)
                .hasMessageContaining("give a whole number from 1 to 60 records (default 5)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2.1", "NaN", "Infinity", "-0.2", "x"})
    void whatIsOutOfRangeIsRefused(String text) {
        assertThatThrownBy(() -> STEP.parse(text)).isInstanceOf(UserMistake.class).hasMessageContaining("give a number from 0.01 to 2");
    }

    @Test
    void aChoiceIsOneOfItsOptions() {
        assertThatThrownBy(() -> KIND.parse("Round")).isInstanceOf(UserMistake.class).hasMessageContaining("one of round, square");
    }

    @Test
    void changingSettingsLeavesTheOldOnes() {
        Settings changed = defaults.with(COUNT, 7).with("guard.step", "0.5");
        assertThat(changed.get(COUNT)).isEqualTo(7);
        assertThat(changed.get(STEP)).isEqualTo(0.5);
        assertThat(defaults.get(COUNT)).isEqualTo(5);
        assertThat(changed).isNotEqualTo(defaults).isEqualTo(defaults.with("guard.step", " 0.5").with("count", "7"));
        assertThat(changed).hasSameHashCodeAs(defaults.with("guard.step", "0.5").with("count", "7"));
        assertThat(changed.asMap()).containsExactly(java.util.Map.entry("count", 7), java.util.Map.entry("guard.step", 0.5),
                java.util.Map.entry("kind", "round"));
    }

    @Test
    void settingsHoldNothingThatIsNotAllowed() {
        assertThatThrownBy(() -> defaults.with(COUNT, 0)).isInstanceOf(UserMistake.class);
        assertThatThrownBy(() -> defaults.with("cuont", "7")).isInstanceOf(UserMistake.class)
                .hasMessage("There is no setting 'cuont'; did you mean 'count'? Known: count, guard.step, kind.");
        assertThatThrownBy(() -> Settings.defaults(List.of(COUNT, COUNT))).isInstanceOf(IllegalArgumentException.class);
    }
}
